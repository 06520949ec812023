"""Import of a signed plan from Word, PDF, text or a scan: blocks → layout → fields → draft and doubts."""
