"""Open loops: a complaint or a low score is a task, with an owner and a due day, until somebody has seen to it."""
