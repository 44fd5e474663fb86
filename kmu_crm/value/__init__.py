"""What customers are worth: base facts, contribution margin, RFM, ABC, rhythm and phase, down to the documents."""
