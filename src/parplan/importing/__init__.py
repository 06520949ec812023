"""A signed plan from Word, PDF, text or a scan, as a plan file: blocks → layout → fields → draft and doubts."""
