"""What came on sticks."""

from __future__ import annotations

from django.db import models


class CarriedRecord(models.Model):
    """What a computer brought of one learner, all its files joined: kept until it may be merged, and to be answered.

    `learner` is the id under which the computer asks, `record` the one it is part of since somebody confirmed it, `key`
    the public key that signed, `reader` the one that certificates are sealed to (both hexadecimal; `reader` may be
    empty). `message` is a sync request. Personal data: pseudonymous; its facts are erased with the record.
    """

    device = models.CharField(max_length=26)
    learner = models.CharField(max_length=26)
    key = models.CharField(max_length=64)
    record = models.CharField(max_length=26)
    reader = models.CharField(max_length=64, blank=True)
    is_refused = models.BooleanField(default=False)
    message = models.BinaryField()
    received = models.BigIntegerField()

    class Meta:
        """A computer whose key has changed is another one, until somebody says that it is not."""

        ordering = ["-received", "pk"]
        constraints = [models.UniqueConstraint(fields=["device", "learner", "key"], name="one_carried_record_per_key")]

    def __str__(self) -> str:
        return f"carried record {self.pk}"
