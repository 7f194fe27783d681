"""The tables of learning records. The sync path uses them in plain SQL (sql.py); everything else through the ORM.

Times are raw UTC seconds of a device (`wall`) or of the server (all others).
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cor_protocol.corrections import Correction as CorrectionValue


class Record(models.Model):
    """One learner's record as a whole. A tombstone is a record with `deleted_at`: it stays for good, without facts.

    `judged` is the revision at which odd facts were last looked for, `odd` how many there are (oddities.py).

    Personal data: pseudonymous; erased but for the tombstone.
    """

    learner = models.CharField(max_length=26, primary_key=True)
    revision = models.BigIntegerField(default=0)
    count = models.IntegerField("number of facts", default=0)
    total = models.CharField("sum of the facts' hashes", max_length=32, default="0" * 32)
    certificates = models.IntegerField("changes of certificates", default=0)
    pending = models.BooleanField("holds a completion that is not established yet", default=False)
    deleted_at = models.BigIntegerField(null=True)
    judged = models.BigIntegerField("revision that was judged", default=0, db_default=0)
    odd = models.IntegerField("number of odd facts", default=0, db_default=0)

    class Meta:
        """The few that are pending, not judged yet, or hold odd facts are found without reading all."""

        indexes = [
            models.Index(fields=["learner"], condition=Q(pending=True), name="progress_record_pending"),
            models.Index(fields=["learner"], condition=Q(revision__gt=F("judged")), name="progress_record_unjudged"),
            models.Index(fields=["learner"], condition=Q(odd__gt=0), name="progress_record_odd"),
        ]

    def __str__(self) -> str:
        return self.learner


class Fact(models.Model):
    """One fact. `revision`: the record's, when the fact came or got its smaller stamp. `origin`: the learner id it was
    made under. `received`: when it first came. Personal data: pseudonymous; erased with the record.
    """

    pk = models.CompositePrimaryKey("learner", "kind", "item", "device")
    learner = models.CharField(max_length=26)
    kind = models.CharField(max_length=64)
    item = models.CharField(max_length=64)
    device = models.CharField(max_length=26)
    epoch = models.IntegerField()
    wall = models.BigIntegerField()
    revision = models.BigIntegerField()
    origin = models.CharField(max_length=26)
    received = models.BigIntegerField()

    class Meta:
        """What is newer than a client's revision is found without reading the rest of the record."""

        indexes = [models.Index(fields=["learner", "revision"], name="progress_fact_newer")]

    def __str__(self) -> str:
        return f"{self.kind} {self.item}"


class Epoch(models.Model):
    """Evidence about one run of a device's clock, for the resolver of dates: what the device knows of it, the online
    contact with the smallest `contact_time - contact_wall`, and `low <= true - wall <= high`. Personal data:
    pseudonymous; erased with the record.
    """

    pk = models.CompositePrimaryKey("learner", "device", "epoch")
    learner = models.CharField(max_length=26)
    device = models.CharField(max_length=26)
    epoch = models.IntegerField()
    first_wall = models.BigIntegerField()
    last_wall = models.BigIntegerField()
    utc_offset = models.IntegerField()
    line = models.IntegerField(null=True)
    contact_wall = models.BigIntegerField(null=True)
    contact_time = models.BigIntegerField(null=True)
    low = models.BigIntegerField(null=True)
    high = models.BigIntegerField(null=True)

    def __str__(self) -> str:
        return f"epoch {self.epoch} of {self.device}"


class EstablishedCompletion(models.Model):
    """A completion that was compared with the catalog's definition and holds. Personal data: as Fact."""

    pk = models.CompositePrimaryKey("learner", "item")
    learner = models.CharField(max_length=26)
    item = models.CharField(max_length=64)
    established_at = models.BigIntegerField()

    def __str__(self) -> str:
        return self.item


class OddReason(models.TextChoices):
    """Why a fact looks odd. The values are what the table and `cor-server facts odd` have."""

    UNKNOWN_KIND = "unknown_kind", _("this server does not know such facts")
    UNKNOWN_MODULE = "unknown_module", _("the catalog does not have this module or version")
    UNKNOWN_ACTIVITY = "unknown_activity", _("no version of the module has this activity")
    ACTIVITIES_MISSING = "activities_missing", _("completed, while required activities are not finished")
    IMPOSSIBLE_DATE = "impossible_date", _("its date is not possible by the clock it came from")
    TOO_MANY = "too_many", _("more than a thousand on one day")
    UNKNOWN_CORRECTION = "unknown_correction", _("a correction that this server did not make, or lost")


class Oddity(models.Model):
    """A fact that looks odd, why, and since when (UTC seconds); it stays in the record. Personal data: as Fact."""

    learner = models.CharField(_("learner id"), max_length=26)
    kind = models.CharField(_("kind of fact"), max_length=64)
    item = models.CharField(_("item"), max_length=64)
    device = models.CharField(_("device"), max_length=26)
    reason = models.CharField(_("what is odd"), max_length=32, choices=OddReason.choices)
    found_at = models.BigIntegerField(_("since"))

    class Meta:
        """One row a fact; Django's admin shows no table with a key of several columns."""

        ordering = ["-found_at", "learner", "kind", "item"]
        verbose_name = _("odd fact")
        verbose_name_plural = _("odd facts")
        constraints = [models.UniqueConstraint(fields=["learner", "kind", "item", "device"], name="one_oddity_a_fact")]

    def __str__(self) -> str:
        return f"{self.kind} {self.item}"


class NeverChanged(Exception):
    """A correction was about to be changed: another one is made in its place."""


class Correction(models.Model):
    """A correction by staff, which never changes: `id` is the item of its fact. Of `kind` and `item` the newest counts.

    `time` is the moment that it sets, `at` when it was made, both in UTC seconds; the learner reads `reason`. Personal
    data: pseudonymous, and what staff write as the reason; erased with the record.
    """

    id = models.CharField(max_length=26, primary_key=True)
    learner = models.CharField(max_length=26, db_index=True)
    kind = models.CharField(max_length=64)
    item = models.CharField(max_length=64)
    effect = models.CharField(max_length=32)
    time = models.BigIntegerField(default=0)
    reason = models.CharField(max_length=300)
    actor = models.CharField("by whom, as the audit names them", max_length=80)
    at = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.effect} {self.item}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the row. Raises NeverChanged where it is there already."""
        if not self._state.adding:
            raise NeverChanged
        super().save(*args, **kwargs)

    def as_value(self) -> CorrectionValue:
        """What the learner's devices are told."""
        return CorrectionValue(self.id, self.kind, self.item, self.effect, self.time, self.at, self.reason)
