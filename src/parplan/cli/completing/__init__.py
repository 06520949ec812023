"""What a Tab offers: the words each shell sends, what fits there, and the form that shell takes as data.

Names come from plans, and a plan may be anybody's. No script evaluates what it is answered; what ends on the command
line is one word there, whatever it holds, and what cannot safely be one is not offered.
"""
