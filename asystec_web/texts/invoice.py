"""An invoice that fills the form in."""

INVOICE = {
    "invoice_file.empty": "El archivo está vacío. Escoja el XML de una factura suya.",
    "invoice_file.too_large": (
        "El archivo es demasiado grande: el XML de una factura pesa menos de 1 MB. "
        "Escoja otro."
    ),
    "invoice_file.not_xml": (
        "Este archivo no es un XML completo. Descárguelo de nuevo de su sistema de "
        "facturación; el PDF no sirve."
    ),
    "invoice_file.unsafe": (
        "Este XML trae instrucciones que ninguna factura lleva, así que no lo leímos. "
        "Descárguelo de nuevo de su sistema de facturación."
    ),
    "invoice_file.not_an_invoice": (
        "Este XML no es un comprobante electrónico de Costa Rica, versión 4.3 o 4.4. "
        "Escoja el de una factura suya."
    ),
    "invoice_file.is_an_answer": (
        "Este XML es una respuesta o un mensaje sobre una factura. Escoja el de la "
        "factura misma."
    ),
    "invoice_file.no_issuer": (
        "Este XML no dice con qué cédula se emitió. Escoja otra factura suya."
    ),
    "invoice_file.of_another": (
        "Esta factura la emitió otra cédula: parece una que usted recibió. Escoja una "
        "que haya emitido su negocio."
    ),
    "invoice_file.of_supplier": (
        "En una factura electrónica de compra el emisor es su proveedor. Escoja una "
        "factura de venta o un tiquete de su negocio."
    ),
}
