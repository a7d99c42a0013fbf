"""Every rule earns its place: a written case fails without it."""

import pytest
from golden import BAR, sentence_cases, sentences_of, wrong_lemmas

from letopis.language import context, sentences

CONTEXT_RULES = [
    (language, rule)
    for language, rules in context.RULES.items()
    for rule in dict.fromkeys(rule for own in rules.values() for rule in own)
]
CASES = [case for case in sentence_cases() if not case.startswith("✗")]


@pytest.mark.parametrize("rule", sentences.RULES, ids=lambda rule: rule.__name__)
def test_a_sentence_is_cut_wrongly_without_each_rule(rule, monkeypatch):
    others = tuple(other for other in sentences.RULES if other is not rule)
    monkeypatch.setattr(sentences, "RULES", others)
    assert any(sentences_of(case) != case.split(BAR) for case in CASES)


@pytest.mark.parametrize(
    ("language", "rule"), CONTEXT_RULES, ids=[rule.__name__ for _, rule in CONTEXT_RULES]
)
def test_a_lemma_is_wrong_without_each_rule_of_context(language, rule, monkeypatch):
    for pos, rules in context.RULES[language].items():
        others = tuple(other for other in rules if other is not rule)
        monkeypatch.setitem(context.RULES[language], pos, others)
    assert wrong_lemmas()


@pytest.mark.parametrize("condition", context.CONDITIONS)
def test_a_lemma_is_wrong_without_each_condition(condition, monkeypatch):
    monkeypatch.setitem(context.CONDITIONS, condition, lambda before, after: False)
    assert wrong_lemmas()
