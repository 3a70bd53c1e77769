"""What was chosen in place of a key."""

KEY_FILE = {
    "key.missing": "Escoja el archivo de su llave criptográfica (termina en .p12).",
    "key.file_empty": (
        "El archivo está vacío. Descargue la llave de nuevo desde TRIBU-CR y escójala."
    ),
    "key.too_large": (
        "El archivo es demasiado grande para ser una llave: pesan menos de 64 KB. "
        "Escoja el que termina en .p12."
    ),
    "key.not_a_key": (
        "Este archivo no es una llave criptográfica, aunque su nombre termine en .p12. "
        "Escoja el archivo tal como lo descargó de TRIBU-CR."
    ),
    "key.is_pdf": (
        "Este archivo es un PDF, no una llave. Escoja el archivo .p12 que descargó de "
        "TRIBU-CR; el PDF puede tener su usuario o su comprobante."
    ),
    "key.is_zip": (
        "Este archivo es una carpeta comprimida (.zip). Ábrala y escoja el archivo "
        ".p12 que está adentro."
    ),
    "key.is_archive": (
        "Este archivo es una carpeta comprimida (.rar, .7z o .gz). Ábrala y escoja el "
        "archivo .p12 que está adentro."
    ),
    "key.is_office": (
        "Este archivo es un documento de Word o Excel, no una llave. Escoja el archivo "
        ".p12 que descargó de TRIBU-CR."
    ),
    "key.is_image": (
        "Este archivo es una imagen, no una llave. Escoja el archivo .p12 que descargó "
        "de TRIBU-CR; una foto de la pantalla no sirve."
    ),
    "key.is_xml": (
        "Este archivo es un XML, como los de las facturas, no una llave. Escoja el "
        "archivo .p12 que descargó de TRIBU-CR."
    ),
    "key.is_web_page": (
        "Este archivo es una página web: la descarga no se completó, quizá porque se "
        "cerró la sesión. Entre a TRIBU-CR y descargue la llave otra vez."
    ),
    "key.is_certificate": (
        "Este archivo es solo el certificado (.cer, .crt o .pem), sin la llave "
        "privada: con él no se puede firmar. Escoja el archivo .p12."
    ),
    "key.is_private_key": (
        "Este archivo es solo la llave privada, sin su certificado. Escoja el archivo "
        ".p12, que trae las dos cosas."
    ),
    "key.is_chain": (
        "Este archivo es un paquete de certificados (.p7b) o de firmas, sin la llave "
        "privada. Escoja el archivo .p12."
    ),
    "key.is_java_keystore": (
        "Este archivo es un almacén de Java (.jks). Escoja el archivo .p12 original, "
        "el que descargó de TRIBU-CR."
    ),
    "key.is_encoded": (
        "Este archivo es una llave o un certificado copiado como texto. Escoja el "
        "archivo .p12 original, sin abrirlo ni copiarlo."
    ),
    "key.is_text": (
        "Este archivo es un texto, no una llave criptográfica, aunque su nombre "
        "termine en .p12. Escoja el archivo tal como lo descargó de TRIBU-CR."
    ),
    "key.is_cut": (
        "Este archivo está incompleto: la descarga se cortó. Descargue la llave de "
        "nuevo desde TRIBU-CR y escójala."
    ),
}
