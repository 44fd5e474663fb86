"""The words of legends, in which a list tells what its marks mean: “Legende: x = abgemeldet”, “angekreuzt bedeutet ja”."""

YES, NO = "ja|j|yes|y|oui|wahr|true", "nein|n|no|non|falsch|false"
TITLE = "(?:legende|legend|(?:zeichen|farb)erklärung|erläuterung(?:en)?)"
MARK = r"(?:\w{1,2}|(?:an|ab)?(?:ge)?(?:kreuz(?:t|e|chen)?|hak(?:t|en|erl)|h(?:ä|ae)k(?:chen|erl)))"
MEANS = "(?:steht für|bedeutet|heißt|heisst|means|stands for)"
