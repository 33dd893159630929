//! Styles and scripts, out of the program itself.

use super::Answer;
use crate::words::Error;
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use noren_views::assets;

/// `GET /assets/{path}`. Its address carries the content's hash, so it may be kept for ever.
pub async fn get(req: HttpRequest, path: web::Path<String>) -> Answer {
    let asset = assets::asset(&path).ok_or_else(Error::not_found)?;
    let etag = format!("\"{}\"", assets::version(&path).unwrap_or_default());
    let same = req.headers().get(header::IF_NONE_MATCH).is_some_and(|h| h.as_bytes() == etag.as_bytes());
    let mut response = if same { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    let kept = if req.query_string().starts_with("v=") { "public, max-age=31536000, immutable" } else { "no-cache" };
    response.insert_header((header::CACHE_CONTROL, kept)).insert_header((header::ETAG, etag));
    Ok(if same { response.finish() } else { response.content_type(asset.kind).body(asset.bytes) })
}
