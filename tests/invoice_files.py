"""Invoices as other programs write them, of invented businesses."""

import json
from base64 import b64encode

from tests.factories import NAME, NUMBER

NAMESPACE = "https://cdn.comprobanteselectronicos.go.cr/xml-schemas"
KEY = f"50601112600{NUMBER}00100001010000000005112345678"
IDENTIFICATION = (
    "<Identificacion><Tipo>{kind}</Tipo><Numero>{number}</Numero></Identificacion>"
)
PLACE = """<Ubicacion><Provincia>1</Provincia><Canton>02</Canton>
<Distrito>02</Distrito><Barrio>Bello Horizonte</Barrio>
<OtrasSenas>100 metros norte de la iglesia</OtrasSenas></Ubicacion>"""
PHONE = """<Telefono><CodigoPais>506</CodigoPais>
<NumTelefono>22223333</NumTelefono></Telefono>"""
EMAILS = "<CorreoElectronico>facturas@prueba.test</CorreoElectronico>"
DETAILS = f"""<Registrofiscal8707>123456789012</Registrofiscal8707>
<NombreComercial>Tienda de Prueba</NombreComercial>{PLACE}{PHONE}{EMAILS}
<CorreoElectronico>cobros@prueba.test</CorreoElectronico>"""
KINDS = (
    "FacturaElectronica",
    "NotaCreditoElectronica",
    "NotaDebitoElectronica",
    "TiqueteElectronico",
    "FacturaElectronicaCompra",
    "FacturaElectronicaExportacion",
    "ReciboElectronicoPago",
)


def an_issuer(
    details: str = DETAILS, number: str = NUMBER, kind: str = "02", name: str = NAME
) -> str:
    """Write who issued it."""
    said = IDENTIFICATION.format(kind=kind, number=number)
    return f"<Emisor><Nombre>{name}</Nombre>{said}{details}</Emisor>"


def an_invoice(
    issuer: str | None = None,
    *,
    root: str = "FacturaElectronica",
    version: str = "v4.4",
    head: str = '<?xml version="1.0" encoding="utf-8"?>\n',
    after: str = "",
    key: str = KEY,
) -> str:
    """Write an invoice with somebody else as its receiver."""
    namespace = f"{NAMESPACE}/{version}/{root[0].lower()}{root[1:]}"
    receiver = (
        "<Receptor><Nombre>CLIENTE DE PRUEBA</Nombre>"
        f"{IDENTIFICATION.format(kind='01', number='111111111')}{PHONE}{EMAILS}"
        "</Receptor>"
    )
    return (
        f'{head}<{root} xmlns="{namespace}" '
        'xmlns:ds="http://www.w3.org/2000/09/xmldsig#">'
        f"<Clave>{key}</Clave>"
        "<CodigoActividadEmisor>6201.0</CodigoActividadEmisor>"
        "<NumeroConsecutivo>00100001010000000005</NumeroConsecutivo>"
        f"{an_issuer() if issuer is None else issuer}{receiver}{after}"
        f"<ds:Signature><ds:SignedInfo/></ds:Signature></{root}>"
    )


def handed_over(file: str | bytes, cedula: str = "") -> str:
    """Write what the page's script sends for a file."""
    content = file.encode() if isinstance(file, str) else file
    return json.dumps(
        {
            "cedula": cedula,
            "size": len(content),
            "content": b64encode(content).decode(),
        }
    )


def a_message(
    number: str = "00100001050000000009",
    *,
    key: str,
    sender: str = NUMBER,
    root: str = "MensajeReceptor",
    version: str = "v4.4",
) -> str:
    """Write a receiver's message about somebody else's document."""
    namespace = f"{NAMESPACE}/{version}/{root[0].lower()}{root[1:]}"
    own = (
        f"<NumeroCedulaReceptor>{sender}</NumeroCedulaReceptor>"
        f"<NumeroConsecutivoReceptor>{number}</NumeroConsecutivoReceptor>"
        if root == "MensajeReceptor"
        else ""
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?><{root} xmlns="{namespace}">'
        f"<Clave>{key}</Clave><Mensaje>1</Mensaje>{own}</{root}>"
    )
