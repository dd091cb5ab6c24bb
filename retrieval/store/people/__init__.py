"""What is remembered of people: ``People(database)`` gives and takes the frozen records of ``people_records``.

Each method is one transaction, of a millisecond or two; safe to use from several threads and from
several workers on one database. Nothing of what people wrote goes into a log.
"""

from retrieval.store.people.access import Access
from retrieval.store.people.notes import Notes
from retrieval.store.people.persons import Persons
from retrieval.store.people.questions import Questions
from retrieval.store.people.updates import Updates

__all__ = ["People"]


class People(Persons, Access, Questions, Updates, Notes):
    """The memory of persons, rooms, requests, invites, questions, feedback, messages and updates."""
