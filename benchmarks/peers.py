"""What others make of the same rows: scorers that give each text one number, more being worse.

VADER, TextBlob and alt-profanity-check come fitted. The linear floor (n-grams and logistic
regression) is fitted here, always on other sources than those it scores: what it reaches without
any thought is the least that rules must beat. accuracy.py and held_out.py print them beside ours.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

import numpy as np
from accuracy import Row, labels_of, ranking

Scorer = Callable[[Sequence[str]], list[float]]
LONGEST_NGRAM = 3
STRENGTH = 10.0
"""The inverse penalty of the floor, C in scikit-learn."""


def vader(texts: Sequence[str]) -> list[float]:
    """From VADER's compound (Hutto & Gilbert 2014), 1 being the best: 0.0 to 1.0."""
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    analyser = SentimentIntensityAnalyzer()
    return [(1 - analyser.polarity_scores(text)["compound"]) / 2 for text in texts]


def textblob(texts: Sequence[str]) -> list[float]:
    """From TextBlob's polarity, 1 being the best: 0.0 to 1.0."""
    from textblob import TextBlob

    return [(1 - TextBlob(text).sentiment.polarity) / 2 for text in texts]


def profanity(texts: Sequence[str]) -> list[float]:
    """The chance of an offensive word, from alt-profanity-check's linear model."""
    from profanity_check import predict_prob

    return [float(chance) for chance in predict_prob(list(texts))]


FITTED: dict[str, Scorer] = {
    "VADER": vader,
    "TextBlob": textblob,
    "alt-profanity-check": profanity,
}


def peer_figures(
    rows: Sequence[Row], peers: Mapping[str, Scorer] = FITTED
) -> dict[str, dict[str, float | None]]:
    """How each peer ranks `rows`."""
    texts = [row["text"] for row in rows]
    return {name: ranking(rows, scorer(texts)) for name, scorer in peers.items()}


class Floor:
    """Logistic regression over TF-IDF of word 1- to 3-grams, fitted without some of its sources.

    The n-grams of all texts are counted once; what a fit takes from them (which n-grams there
    are, how rare each is, what it weighs) it takes from its own sources alone.
    """

    def __init__(self, sources: Mapping[str, Sequence[Row]]) -> None:
        from sklearn.feature_extraction.text import CountVectorizer

        rows = [row for found in sources.values() for row in found]
        self._source = np.repeat([*sources], [len(found) for found in sources.values()])
        self._is_flagged = np.array([bool(labels_of(row)) for row in rows])
        counter = CountVectorizer(ngram_range=(1, LONGEST_NGRAM))
        self._counts: Any = counter.fit_transform([row["text"] for row in rows])

    def scores(self, held_out: Collection[str]) -> dict[str, list[float]]:
        """The chance that a row is flagged, for all rows of `held_out`, fitted on the rest."""
        from sklearn.feature_extraction.text import TfidfTransformer
        from sklearn.linear_model import LogisticRegression

        is_held = np.isin(self._source, [*held_out])
        known = self._counts[~is_held]
        is_seen = known.getnnz(axis=0) > 0
        weigher = TfidfTransformer(sublinear_tf=True)
        model = LogisticRegression(C=STRENGTH, solver="liblinear")
        model.fit(weigher.fit_transform(known[:, is_seen]), self._is_flagged[~is_held])
        chances: dict[str, list[float]] = {}
        for source in held_out:
            own = weigher.transform(self._counts[self._source == source][:, is_seen])
            chances[source] = model.predict_proba(own)[:, 1].tolist()
        return chances
