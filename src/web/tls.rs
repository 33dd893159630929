//! TLS served directly: the certificate and its key, as PEM files.

use crate::config::Tls;
use crate::words::{Error, Result};
use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};

pub fn load(tls: &Tls) -> Result<ServerConfig> {
    let cannot = |path: &std::path::Path, e: &dyn std::fmt::Display| Error::broken(format!("{}: {e}", path.display()));
    let chain: Vec<CertificateDer<'static>> = CertificateDer::pem_file_iter(&tls.cert)
        .map_err(|e| cannot(&tls.cert, &e))?
        .collect::<std::result::Result<_, _>>()
        .map_err(|e| cannot(&tls.cert, &e))?;
    let key = PrivateKeyDer::from_pem_file(&tls.key).map_err(|e| cannot(&tls.key, &e))?;
    let provider = std::sync::Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(Error::broken)?
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .map_err(|e| cannot(&tls.cert, &e))
}
