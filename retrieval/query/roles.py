"""Verbs of a question -> the roles of people at an event that it asks about."""

import re

from retrieval.records import Role

__all__ = ["roles_in"]

_CUES: tuple[tuple[Role, str], ...] = (
    (Role.CHAIRED, r"主持(?!人)|召集|\b(?:preside[ds]?|presiding|chair(?:ed|s|ing)?|host(?:ed|s)?|convened?)\b"),
    (Role.SPOKE, r"讲了?话|发了?言|讲过话|致辞|致词|演讲|\b(?:spoke|speak|speech|spoken|speaking|address(?:ed)?|remarks)\b"),
    (Role.GUIDED, r"指导|\b(?:guid(?:ed?|ance|ing)|instruct(?:ed|ion)?)\b"),
    (Role.ACCOMPANIED, r"陪同|陪着|作陪|陪在|在座|\b(?:accompan(?:y|ied|ying)|escort(?:ed)?)\b"),
    (Role.RECEIVED, r"会见|接见|接待|会晤|\b(?:receiv(?:ed?|ing)|met)\b"),
    (Role.SIGNED, r"签署|签字|签订|\bsign(?:ed|s)?\b"),
    (Role.ATTENDED, r"参加|出席|到会|与会|到场|列席|\b(?:attend(?:ed|s|ing|ees?)?|participat\w*|took part|take part|present at|was there|were there)\b"),
    (Role.VISITED, r"调研|考察|走访|视察|看望|慰问|访问|\b(?:visit(?:ed|s|ing)?|inspect(?:ed)?|tour(?:ed)?)\b"),
)  # fmt: skip
_COMPILED = tuple((role, re.compile(cue)) for role, cue in _CUES)


_CAME = re.compile(
    r"(?:去|来|到)(?:了|的)?[?？]?$|(?:去|来|到)了?(?:哪些|哪几|谁)|谁(?:去|来)了?|在场|出现在"
)
_LEADING = {Role.CHAIRED, Role.SPOKE, Role.GUIDED, Role.ACCOMPANIED, Role.RECEIVED, Role.SIGNED}


def roles_in(text: str) -> tuple[Role, ...]:
    """Give the roles whose verbs stand in the question; a special one (chaired) leaves out the general (attended)."""
    found = [role for role, cue in _COMPILED if cue.search(text)]
    special = [role for role in found if role in _LEADING]
    if special:
        return tuple(special)
    if not found and _CAME.search(text):
        return (Role.ATTENDED,)
    return tuple(found[:1])
