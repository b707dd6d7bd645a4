"""TLS settings of a portal; its certificate is always verified."""

import ssl
from typing import TYPE_CHECKING

from scrapers.errors import ConfigError

if TYPE_CHECKING:
    from scrapers.portals.portal import Portal


def context(portal: "Portal") -> ssl.SSLContext:
    """Return the TLS settings of a portal: the usual ones, plus what its file adds or lowers.

    Some portals of the government send an incomplete chain or know only ciphers that OpenSSL has retired.
    Raises ConfigError when the portal's file names certificates that cannot be read.
    """
    import httpx  # noqa: PLC0415 - 50 ms that only a fetch needs

    settings = httpx.create_ssl_context()
    if portal.ca_certificates:
        try:
            settings.load_verify_locations(cafile=portal.ca_certificates)
        except OSError as error:  # an SSLError is one
            raise ConfigError(
                f"no certificates can be read: {error}", where=portal.ca_certificates
            ) from error
    if portal.tls_security_level is not None:
        settings.set_ciphers(f"DEFAULT:@SECLEVEL={portal.tls_security_level}")
    return settings
