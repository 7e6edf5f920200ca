"""三审三校: submit, approve, confirm, send_back, hold, reject, take_up and proof_done are the only writers of a story's state."""

from articles.workflow.proofs import next_proof, proof_done, proof_of
from articles.workflow.rules import (
    Incomplete,
    NotAllowed,
    NotReady,
    Overtaken,
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
from articles.workflow.to_proof import AtProof, to_proof
from articles.workflow.waiting import IS_CHANGE, LAST_STEP_AT, standing_at, waiting_for

__all__ = [
    "IS_CHANGE",
    "LAST_STEP_AT",
    "STEPS",
    "AtProof",
    "Incomplete",
    "NotAllowed",
    "NotReady",
    "Overtaken",
    "Step",
    "admit",
    "approve",
    "confirm",
    "hold",
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
    "standing_at",
    "submit",
    "take",
    "take_up",
    "to_proof",
    "waiting_for",
    "was_signed",
]
