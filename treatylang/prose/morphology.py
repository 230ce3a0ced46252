"""English forms of words: participles, third person, negation, articles, agreement."""

from __future__ import annotations

import re
from itertools import takewhile

_IRREGULAR = dict(
    pair.split(":")
    for pair in (
        "be:been become:become begin:begun bear:borne bind:bound break:broken bring:brought "
        "build:built buy:bought choose:chosen come:come cut:cut deal:dealt do:done draw:drawn "
        "drive:driven fall:fallen feed:fed find:found forbid:forbidden forgo:forgone get:got "
        "give:given go:gone grow:grown have:had hear:heard hold:held keep:kept know:known "
        "lay:laid lead:led leave:left lend:lent let:let lose:lost make:made mean:meant meet:met "
        "oversee:overseen overtake:overtaken pay:paid put:put read:read rise:risen run:run "
        "say:said see:seen seek:sought sell:sold send:sent set:set shut:shut speak:spoken "
        "spend:spent spread:spread stand:stood steal:stolen take:taken teach:taught tell:told "
        "think:thought undergo:undergone understand:understood undertake:undertaken "
        "uphold:upheld withdraw:withdrawn withhold:withheld write:written rewrite:rewritten "
        "override:overridden overrun:overrun rebuild:rebuilt resell:resold reset:reset "
        "show:shown split:split hit:hit cast:cast broadcast:broadcast win:won"
    ).split()
)
_DOUBLING = frozenset(
    "admit commit permit submit transmit omit emit remit refer prefer defer transfer confer infer "
    "occur incur recur concur deter compel control patrol equip plan ban stop ship drop map plug "
    "tag strip trap cap scan log run cut put set begin forget input abet rebut allot regret "
    "expel repel propel dispel rebel excel annul enrol fulfil embed stir bar star get let split "
    "hit shut win forbid".split()
)
_SILENT_H = ("hour", "honest", "honour", "honor", "heir")
_LIKE_YOU = ("uni", "unesco", "eu", "use", "usu", "uti", "one", "once", "ubiq", "ura", "uk")
_UN_WORDS = ("unin", "unim", "unid")
_LETTERS_WITH_AN = "AEFHILMNORSX"
_AUXILIARIES = frozenset(
    "is are was were has have had can cannot could may might will would shall should must does "
    "do".split()
)
_BEING = frozenset("is are was were has have".split())
_DETERMINERS = frozenset(
    "a an the its their this that these those each every any no all some both either neither "
    "another one".split()
)
_PREPOSITIONS = frozenset(
    "of in on at by for from to with within under over between against among into during per "
    "whose that which who".split()
)
_SINGULAR_IN_S = frozenset("series species gas access means status basis crisis analysis".split())
_PARTICLES = frozenset("out up down off over away back".split())
_RELATIVE = frozenset("that which who whose".split())
_PARTICIPLE = re.compile(r"\w+(?:ed|en|wn|nt|ld|ought|aught)\b")


def participle(verb: str) -> str:
    """Return the past participle of a verb: "conducted", "submitted", "undertaken"."""
    if verb in _IRREGULAR:
        return _IRREGULAR[verb]
    if verb.endswith("e"):
        return verb + "d"
    if re.search(r"[^aeiou]y$", verb):
        return verb[:-1] + "ied"
    return (_doubled(verb) if verb in _DOUBLING else verb) + "ed"


def gerund(verb: str) -> str:
    """Return the -ing form of a verb: "conducting", "submitting", "making"."""
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "ye", "oe")) and verb != "be":
        return verb[:-1] + "ing"
    return (_doubled(verb) if verb in _DOUBLING else verb) + "ing"


def third_person(verb: str) -> str:
    """Return the verb with "it": "conducts", "carries", "does"."""
    special = {"be": "is", "have": "has", "do": "does", "go": "goes", "undergo": "undergoes"}
    if verb in special:
        return special[verb]
    if re.search(r"[^aeiou]y$", verb):
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "x", "z", "ch", "sh")) else "s")


def base_form(verb: str) -> str:
    """Return the infinitive of a verb in the third person: "operate" for "operates"."""
    special = {"is": "be", "has": "have", "does": "do", "goes": "go", "undergoes": "undergo"}
    if verb in special:
        return special[verb]
    if verb.endswith("ies"):
        return verb[:-3] + "y"
    if verb.endswith(("sses", "xes", "zzes", "ches", "shes")):
        return verb[:-2]
    return verb.removesuffix("s")


def split_verb(phrase: str) -> tuple[str, str]:
    """Split an act's phrase into its verb and the rest: ("carry out", "a test")."""
    words = phrase.split()
    count = 2 if len(words) > 2 and words[1] in _PARTICLES else 1
    return " ".join(words[:count]), " ".join(words[count:])


def inflect_phrase(phrase: str, past: str = "", form: str = "past") -> str:
    """Return an act's phrase in another form ("past", "third" or "gerund") of its verb."""
    if form == "past" and past:
        return past
    verb, rest = split_verb(phrase)
    first, _, particle = verb.partition(" ")
    inflected = {"past": participle, "third": third_person, "gerund": gerund}[form](first)
    return " ".join(word for word in (inflected, particle, rest) if word)


def a_or_an(words: str) -> str:
    """Return the words after the indefinite article that their first sound asks for."""
    return f"{'an' if _vowel_sound(words) else 'a'} {words}"


def has_determiner(words: str) -> bool:
    """Tell whether a noun phrase brings its own determiner."""
    return words.partition(" ")[0].lower() in _DETERMINERS


def has_preposition(words: str) -> bool:
    """Tell whether a noun phrase goes on after its noun ("a report on emissions")."""
    return not _PREPOSITIONS.isdisjoint(words.lower().split())


def names_a_matter(words: str) -> str:
    """Return a matter with "the" where its noun calls for it: "the fight against crime"."""
    noun = head_noun(words)
    mass = noun.endswith("ing") and " of " not in words
    return (
        with_the(words) if has_preposition(words) and not is_plural(words) and not mass else words
    )


def with_the(words: str) -> str:
    """Return a noun phrase with "the", unless it has a determiner."""
    return words if has_determiner(words) else f"the {words}"


def bare(words: str) -> str:
    """Return a noun phrase without its article or possessive."""
    return re.sub(r"^(the|a|an|its|their)\s+", "", words, flags=re.IGNORECASE)


def head_noun(words: str) -> str:
    """Return the noun that a phrase is about: "number" in "the number of inspectors"."""
    head = ""
    for word in words.split():
        if word.lower() in _PREPOSITIONS:
            break
        head = word
    return head


def is_plural(words: str) -> bool:
    """Tell whether a noun phrase takes a plural verb."""
    noun = head_noun(words).lower()
    return (
        noun.endswith("s")
        and not noun.endswith(("ss", "us", "is", "ics"))
        and noun not in _SINGULAR_IN_S
    )


def is_predicate(phrase: str) -> bool:
    """Tell whether a fact's phrase is a predicate ("has a regulator") and not a sentence."""
    first = phrase.partition(" ")[0]
    if first in _AUXILIARIES or _tells_the_past(phrase.split()):
        return True
    return (
        first.islower()
        and first.endswith("s")
        and first not in _DETERMINERS
        and not first.endswith(("ss", "us", "is"))
        and " " in phrase
        and _auxiliary(phrase) is None
    )


def is_noun_phrase(phrase: str) -> bool:
    """Tell whether a fact's phrase has no verb of its own ("a state of emergency").

    "The effects cross a border" has one, and nothing in its form that tells; so a phrase with a
    definite subject, or with a long one, is taken for a sentence.
    """
    if _auxiliary(phrase) is not None or _plain_verb(phrase) is not None:
        return False
    first, *rest = phrase.split()
    if has_determiner(first):
        return first.lower() in {"a", "an"}
    return len(list(takewhile(lambda word: word not in _PREPOSITIONS, [first, *rest]))) < 3


def negate(phrase: str, whole: bool = False) -> str:
    """Return the denial of a sentence or a predicate, in the place where English puts it.

    ``whole`` says that it is a sentence: "users choose a provider" looks like "uses a provider".
    """
    words = phrase.split()
    plural = is_plural(words[0]) and _auxiliary(phrase) is None
    if whole and plural and is_predicate(phrase):
        if words[1] in _PREPOSITIONS:
            return f"it is not the case that {phrase}"
        return " ".join([words[0], "do not", *words[1:]])
    if words[0].lower() == "there" and len(words) > 2 and words[1] in _BEING:
        return _denied_existence(words)
    if words[0] in {"a", "an"} and "not" not in words:
        return " ".join(["no", *words[1:]])
    if len(words) > 1 and is_plural(words[0]) and words[1] in {"are", "have", "were"}:
        return f"no {phrase}"
    if _tells_the_past(words):
        return f"has not {phrase}"
    position = _auxiliary(phrase)
    if position is None:
        position = _plain_verb(phrase)
        if position is None:
            if _definite_plural(words):
                return " ".join([*words[:2], "do not", *words[2:]])
            return f"it is not the case that {phrase}"
        return _do_support(words, position)
    if words[position] == "cannot":
        return " ".join([*words[:position], "can", *words[position + 1 :]])
    following = words[position + 1] if position + 1 < len(words) else ""
    if following == "not":
        if words[position] in {"does", "do"} and position + 2 < len(words):
            verb = words[position + 2]
            restored = third_person(verb) if words[position] == "does" else verb
            return " ".join([*words[:position], restored, *words[position + 3 :]])
        return " ".join([*words[: position + 1], *words[position + 2 :]])
    owns = words[position] in {"has", "have"} and not _PARTICIPLE.fullmatch(following)
    if owns and following not in _IRREGULAR.values():
        return _do_support(words, position)
    said = " ".join([*words[: position + 1], "not", *words[position + 1 :]])
    return re.sub(r"\bcan not\b", "cannot", said)


def negate_predicate(phrase: str) -> str | None:
    """Return the denial of a predicate; None where its verb cannot be told ("went bankrupt")."""
    first = phrase.partition(" ")[0]
    past = first.endswith("ed") and _auxiliary(phrase) is None
    said = f"has not {phrase}" if past else negate(phrase)
    return None if said.endswith(f"the case that {phrase}") else said


def _denied_existence(words: list[str]) -> str:
    """Return "there is no regulator" for "there is a regulator", and the other way round."""
    verb = 3 if words[2] == "been" and len(words) > 3 else 2
    head, thing = words[:verb], words[verb:]
    if thing[0] == "no":
        rest = " ".join(thing[1:])
        return " ".join([*head, rest if is_plural(rest) else a_or_an(rest)])
    if thing[0] in {"a", "an", "any", "some"}:
        thing = thing[1:]
    elif has_determiner(thing[0]):
        return " ".join([*head[:2], "not", *head[2:], *thing])
    return " ".join([*head, "no", *thing])


def _tells_the_past(words: list[str]) -> bool:
    """Tell whether the words begin like "exploded a device"."""
    return len(words) > 1 and words[0].endswith("ed") and has_determiner(words[1])


def _definite_plural(words: list[str]) -> bool:
    """Tell whether the words begin like "the effects cross"."""
    return (
        len(words) > 2
        and words[0].lower() in {"the", "its", "their"}
        and is_plural(words[1])
        and words[2] not in _PREPOSITIONS
    )


def _do_support(words: list[str], position: int) -> str:
    does = "do" if words[position] == "have" else "does"
    return " ".join(
        [*words[:position], does, "not", base_form(words[position]), *words[position + 1 :]]
    )


def _auxiliary(phrase: str) -> int | None:
    """Return where the main auxiliary stands: not the one of a relative clause, if another."""
    words = phrase.split()
    found = [position for position, word in enumerate(words) if word in _AUXILIARIES]
    main = [at for at in found if not at or words[at - 1] not in _RELATIVE]
    return next(iter(main or found), None)


def _plain_verb(phrase: str) -> int | None:
    """Return where a verb in the third person may stand: before any preposition."""
    words = phrase.split()
    for position, word in enumerate(words):
        if word in _PREPOSITIONS:
            return None
        verbal = word.islower() and word.endswith("s") and not word.endswith(("ss", "us", "is"))
        if verbal and (position > 1 or (not position and len(words) > 1 and is_predicate(phrase))):
            return position
    return None


def _doubled(verb: str) -> str:
    return verb + verb[-1]


def _vowel_sound(words: str) -> bool:
    first = re.sub(r"^\W+", "", words).partition(" ")[0]
    lower = first.lower()
    if len(first) > 1 and first.isupper() and first.isalpha() and not _pronounceable(first):
        return first[0] in _LETTERS_WITH_AN
    if lower[:1].isdigit():
        return bool(re.match(r"8|1[18](?!\d)", lower))
    if lower.startswith(_SILENT_H) or lower.startswith(_UN_WORDS):
        return True
    if lower.startswith(_LIKE_YOU):
        return False
    return lower.startswith(tuple("aeiou"))


def _pronounceable(word: str) -> bool:
    """Tell whether capitals are read as a word (UNESCO) and not letter by letter (FLOP, EU)."""
    return len(word) > 3 and bool(re.search(r"[AEIOUY]", word))
