"""What customers are worth: base facts, contribution margin, RFM, ABC, activity and phase, open down to the documents."""
