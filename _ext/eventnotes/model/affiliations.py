"""What stands beside a name, told by its form: roles, organisations, pronouns and handles.

A form is a guess. What it decides is which of two that stand in the wrong order is which; anything
else is a hint for the author.
"""

from __future__ import annotations

import re

from eventnotes.model.fullwidth import narrow

_PRONOUN = (
    "she her hers he him his they them their theirs xe xem ze zir hir ey em it its any all fae faer"
    " sie ihr ihre er ihn ihm dey deren elle il lui iel ella él ellos elles lei lui hen henne hon"
    " hun hem zij hij die diens ela ele elu ona on ono"
)
_PRONOUNS = re.compile(
    rf"(?:{'|'.join(_PRONOUN.split())})(?:\s*[/|]\s*(?:{'|'.join(_PRONOUN.split())}))+\Z"
    r"|(?:any|all|no|ask(?: me)? (?:for|about)(?: my)?) pronouns\Z|pronouns:?\s*\S.*\Z",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"@[\w.-]+(?:@[\w-]+(?:\.[\w-]+)+)?\Z")
_ROLE = re.compile(
    r"\b(?:director|manager|engineer|developer|architect|scientist|researcher|professor|lecturer"
    r"|student|postdoc|intern|analyst|consultant|designer|programmer|evangelist|advocate"
    r"|maintainer|founder|co-?founder|president|vice president|chair(?:man|woman|person)?|officer"
    r"|head of|leader|lead of|lead\Z|fellow|editor|journalist|freelancer|entwickler"
    r"|ingenieur|leiter|geschäftsführer|gründer|ingénieur|directeur|directrice)(?:in|s)?\b"
    r"|\b(?:CEO|CTO|COO|CFO|CIO|CPO|CISO|VP|SVP|EVP|SRE|PM|MTS)\b",
)
_DOMAIN = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}\Z", re.IGNORECASE)
_ORG = re.compile(
    r"(?i:\b(?:inc|incorporated|ltd|limited|llc|llp|gmbh|corp|corporation|plc|pty|pte)\.?\Z)"
    r"|\b(?:Co|Company|AG|KG|SE|SA|S\.A|AB|AS|BV|B\.V|NV|Oy|SpA|KK|Srl|SARL|Kft|e\.V)\.?\Z"
    r"|\b(?:University|Universität|Université|Universidad|Università|Hochschule|Institute?"
    r"|Laborator(?:y|ies)|Labs|Foundation|Technologies|Software|Systems|Solutions|Consulting)\b"
    r"|株式会社|有限会社|合同会社|公司|大学|大學|研究所|研究院|주식회사|대학교"
)


def is_pronouns(text: str) -> bool:
    """Tell whether *text* says by which pronouns somebody is spoken of."""
    return _PRONOUNS.match(narrow(text)) is not None


def is_handle(text: str) -> bool:
    """Tell whether *text* is what somebody is called on some site."""
    return _HANDLE.match(narrow(text)) is not None


def is_role(text: str) -> bool:
    """Tell whether *text* is what somebody does, as a title."""
    return _ROLE.search(text.lower()) is not None or _ROLE.search(text) is not None


def is_org_form(text: str) -> bool:
    """Tell whether *text* is in the form of an organisation's name: a company's, or a domain."""
    return (" " not in text and _DOMAIN.match(text) is not None) or _ORG.search(text) is not None


def is_surely_role(text: str) -> bool:
    """Tell whether *text* is in the form of a role, and not of an organisation as well."""
    return is_role(text) and not is_org_form(text)


def is_surely_org(text: str) -> bool:
    """Tell whether *text* is in the form of an organisation, and not of a role as well."""
    return is_org_form(text) and not is_role(text)
