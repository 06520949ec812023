"""Shell completion: reading what each shell sends, finding what fits, and answering in that shell's form.

Names come from plans, which may be anybody's. No script evaluates the answers; whatever is put on the command line
stays one word, and what cannot safely be one word is not offered.
"""
