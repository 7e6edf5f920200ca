"""三审三校: submit, approve, confirm, send_back, hold, reject, take_up and proof_done are the only writers of a story's state."""

from articles.workflow.proofs import next_proof, proof_done, proof_of
from articles.workflow.rules import (
    Incomplete,
    NotAllowed,
    NotReady,
    Overtaken,
    last_step,
    require_right,
    was_signed,
)
from articles.workflow.steps import (
    STEPS,
    Step,
    admit,
    approve,
    confirm,
    hold,
    open_to,
    reject,
    require_open,
    send_back,
    signs,
    stage_of,
    submit,
    take,
    take_up,
)
from articles.workflow.waiting import waiting_for

__all__ = [
    "STEPS",
    "Incomplete",
    "NotAllowed",
    "NotReady",
    "Overtaken",
    "Step",
    "admit",
    "approve",
    "confirm",
    "hold",
    "last_step",
    "next_proof",
    "open_to",
    "proof_done",
    "proof_of",
    "reject",
    "require_open",
    "require_right",
    "send_back",
    "signs",
    "stage_of",
    "submit",
    "take",
    "take_up",
    "waiting_for",
    "was_signed",
]
