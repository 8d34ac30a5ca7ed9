"""What the choices of the pricer are called on its page."""

from __future__ import annotations

from openrvu.pricing.claim import Provider

PROVIDERS = {
    Provider.PHYSICIAN: "Physician",
    Provider.NP: "Nurse practitioner",
    Provider.CNS: "Clinical nurse specialist",
    Provider.PA: "Physician assistant",
    Provider.CNM: "Certified nurse-midwife",
    Provider.CRNA: "Nurse anesthetist",
    Provider.AA: "Anesthesiologist assistant",
    Provider.THERAPIST: "Therapist",
    Provider.RD: "Registered dietitian",
    Provider.CP: "Clinical psychologist",
    Provider.CSW: "Clinical social worker",
    Provider.MFT: "Marriage and family therapist",
    Provider.MHC: "Mental health counselor",
}
