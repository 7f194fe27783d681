"""The learner's own certificates, over the API."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import Router

from sync_server.accounts.bearer import Bearer, session
from sync_server.certificates import queries
from sync_server.certificates.certificate import Paper
from sync_server.certificates.number import normalized
from sync_server.certificates.schemas import CertificateList, CertificateRow
from sync_server.common.refusals import not_found

router = Router(auth=Bearer())


@router.get("/certificates", response=CertificateList, operation_id="list_certificates")
def list_certificates(request: HttpRequest) -> CertificateList:
    """The certificates of the account that asks, newest first."""
    found = queries.of_account(session(request).account)
    return CertificateList(certificates=[CertificateRow.of(credential) for credential in found])


@router.get("/certificates/{number}.pdf", operation_id="open_certificate")
def open_certificate(request: HttpRequest, number: str, paper: Paper = "letter") -> HttpResponse:
    """The certificate as a PDF; somebody else's is answered like one that does not exist."""
    credential = queries.of_account(session(request).account).filter(number=normalized(number)).first()
    if credential is None:
        raise not_found()
    pdf = queries.certificate_pdf(credential, f"{request.scheme}://{request.get_host()}", paper)
    return HttpResponse(pdf, content_type="application/pdf")
