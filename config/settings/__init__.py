"""Settings by place: base is shared; local, test and production add to it."""
