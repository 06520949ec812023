"""The language server: answers to an editor's questions about a plan that is being typed."""
