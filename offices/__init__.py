"""Organs, divisions, staff and what each person may do.

May import `audit`. Everything here is dated: offices get reorganised and staff
move. Start with `models/`; `Staff.roles_on()` answers who holds which role.
"""
