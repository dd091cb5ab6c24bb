"""English text -> words and their stems, alike for a question and for the glosses of the dictionary."""

import re
from functools import cache, lru_cache

from retrieval.records import Span

__all__ = ["STOP", "Word", "base", "content", "degree", "honorific", "stem", "words_of"]

Word = tuple[str, Span]

_WORD = re.compile(r"[a-zà-ÿ]+(?:['’][a-zà-ÿ]+)*|[a-zà-ÿ0-9]+", re.IGNORECASE)
_SAY_NOTHING = (
    "a an the of to in on at by for from with and or but as is are was were be been being am do does did done has have had having "
    "it its this that these those there here he she they them his her their him we us our you your i me my what which who whom whose "
    "when where why how many much will would shall should can could may might must not no nor so than then too very just also only "
    "into onto upon over under about after before during between through out up down off if because while until per via s t etc "
    "one's sb sb's sth somebody something someone oneself esp usu fig lit abbr variant old see also called name named call take took "
    "get got go went come came make made give given any some such other another more most each every all both few own same let"
)
STOP = frozenset(_SAY_NOTHING.split())
_IRREGULAR = {
    "men": "man",
    "women": "woman",
    "children": "child",
    "people": "people",
    "died": "die",
    "dying": "die",
    "won": "win",
    "built": "build",
    "held": "hold",
    "met": "meet",
    "meeting": "meeting",
    "meetings": "meeting",
    "building": "building",
    "buildings": "building",
    "paid": "pay",
    "sold": "sell",
    "bought": "buy",
    "said": "say",
    "told": "tell",
    "spoke": "speak",
    "spoken": "speak",
    "wrote": "write",
    "written": "write",
    "began": "begin",
    "begun": "begin",
    "chose": "choose",
    "chosen": "choose",
    "lost": "lose",
    "left": "leave",
    "led": "lead",
    "sent": "send",
    "spent": "spend",
    "taught": "teach",
    "thought": "think",
    "fought": "fight",
    "caught": "catch",
    "brought": "bring",
    "stolen": "steal",
    "stole": "steal",
    "hit": "hit",
    "broke": "break",
    "broken": "break",
    "grew": "grow",
    "grown": "grow",
    "rose": "rise",
    "risen": "rise",
    "fell": "fall",
    "fallen": "fall",
    "drew": "draw",
    "drawn": "draw",
    "ran": "run",
    "sang": "sing",
    "saw": "see",
    "seen": "see",
    "news": "news",
    "feet": "foot",
    "teeth": "tooth",
    "wives": "wife",
    "lives": "life",
    "countries": "country",
    "companies": "company",
    "cities": "city",
    "burnt": "burn",
    "larger": "large",
    "largest": "large",
    "highest": "high",
    "higher": "high",
    "biggest": "big",
    "bigger": "big",
}


# forms whose stem is a word of its own, or none: past and participle -> the verb
_FORMS = (
    "sit:sat stand:stood shake:shook,shaken freeze:froze,frozen hang:hung swim:swam,swum wear:wore,worn throw:threw,thrown tear:tore,torn "
    "dig:dug feed:fed flee:fled fly:flew,flown drive:drove,driven ride:rode,ridden drink:drank,drunk eat:ate,eaten sink:sank,sunk shrink:shrank,shrunk "
    "spring:sprang,sprung swear:swore,sworn sweep:swept sleep:slept keep:kept weep:wept creep:crept bite:bit,bitten hide:hid,hidden bind:bound "
    "bleed:bled breed:bred lend:lent bend:bent deal:dealt mean:meant feel:felt forget:forgot,forgotten forbid:forbade,forbidden shoot:shot "
    "show:shown see:saw,seen sing:sung ring:rang,rung strike:struck,stricken stick:stuck sting:stung swing:swung win:won undergo:underwent,undergone "
    "undertake:undertook,undertaken overtake:overtook,overtaken withdraw:withdrew,withdrawn overthrow:overthrew,overthrown "
    "become:became know:knew,known blow:blew,blown lay:laid lie:lay,lain seek:sought slide:slid speed:sped split:split wake:woke,woken "
    "weave:wove,woven wind:wound rebuild:rebuilt oversee:oversaw,overseen foresee:foresaw,foreseen uphold:upheld withhold:withheld "
    "arise:arose,arisen awake:awoke beat:beaten behold:beheld grind:ground light:lit lean:leant leap:leapt learn:learnt spell:spelt spill:spilt "
    "spoil:spoilt steal:stolen tread:trod,trodden find:found forgive:forgave,forgiven mistake:mistook,mistaken spin:spun spit:spat "
    "prove:proven saw:sawn sew:sewn shear:shorn swell:swollen bear:bore,borne,born give:gave,given take:took,taken make:made come:came go:went,gone "
    "get:got,gotten hold:held choose:chose,chosen understand:understood"
)
_BASES = {
    form: verb
    for verb, _, forms in (entry.partition(":") for entry in _FORMS.split())
    for form in forms.split(",")
}


def base(word: str) -> str:
    """The verb whose past or participle a word may be (sat: sit), fisherman of fishermen; else the word."""
    low = word.lower()
    if low.endswith("men") and len(low) > _SHORT_MEN:
        return word[:-2] + "an"
    return _BASES.get(low, word)


def degree(word: str) -> tuple[str, ...]:
    """The adjectives that a word may be the comparative or superlative of: hardest, larger, easier; none for others."""
    match = _DEGREE.fullmatch(word.lower())
    if match is None:
        return ()
    root = match[1]
    if root.endswith("i"):
        return (root[:-1] + "y",)
    single = root[:-1] if len(root) > _SHORT_MEN - 2 and root[-1] == root[-2] else root
    return tuple(dict.fromkeys((root, root + "e", single)))


_DEGREE = re.compile(r"([a-z]{3,12})(?:er|est)")
_SHORT_MEN = 5  # omen, women
_HONORIFICS = frozenset(("Mr", "Mrs", "Ms", "Miss", "Madam", "Messrs"))


def honorific(word: str) -> bool:
    """True for what stands before a surname: Mr, Mrs."""
    return word in _HONORIFICS


# words whose stem is that of another word: presid(e), polic(y), organ, univers(e), depart, commun(e) ...
_UNLIKE = (
    "president police policy university organization organisation department community communist general international station "
    "meeting building minister ministry government official railway opening training housing"
)
_WHOLE = frozenset(_UNLIKE.split())


def words_of(text: str) -> list[Word]:
    """The words with their spans, as written; compounds are parted at hyphens, a possessive 's is cut off."""
    found = []
    for match in _WORD.finditer(text):
        word = match[0]
        end = match.end()
        if word.lower().endswith(("'s", "’s")):
            word, end = word[:-2], end - 2
        found.append((word, (match.start(), end)))
    return found


def content(word: str) -> bool:
    """False for words that say nothing of a subject, and for couldn't and its like."""
    low = word.lower().replace("’", "'")
    return low not in STOP and not low.endswith("n't")


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """A word without its endings, lower-case: Porter's English stemmer, with the common irregular forms."""
    low = word.lower().replace("’", "'")
    if low.removesuffix("s") in _WHOLE:
        return low.removesuffix("s")
    return str(_stemmer().stemWord(_IRREGULAR.get(low, low)))


@cache
def _stemmer():  # type: ignore[no-untyped-def]
    """Snowball's English stemmer, in pure Python."""
    import snowballstemmer

    return snowballstemmer.stemmer("english")
