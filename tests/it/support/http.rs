//! A small HTTP client: one person's browser (cookies, same-origin) or one program with a key.

use std::time::Duration;

use serde_json::Value;
use ureq::http::{Request, Response};
use ureq::{Agent, Body};

pub struct Client {
    agent: Agent,
    base: String,
    key: Option<String>,
    /// A cookie it holds from before.
    cookie: Option<String>,
    language: &'static str,
}

#[derive(Debug, Clone)]
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, v)| v.as_str())
    }

    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|e| panic!("no JSON ({e}) in {} {}", self.status, self.body))
    }

    /// What a stranger can tell of it: two of these are equal where nothing may be told apart.
    pub fn told(&self) -> (u16, &str) {
        (self.status, &self.body)
    }

    #[track_caller]
    pub fn expect(self, status: u16) -> Answer {
        assert_eq!(self.status, status, "{}", self.body.chars().take(2000).collect::<String>());
        self
    }

    /// The stable code of a problem; also proves that it is one, as RFC 9457 has them.
    #[track_caller]
    pub fn problem(&self) -> String {
        let kind = self.header("content-type").unwrap_or("");
        assert!(kind.starts_with("application/problem+json"), "{} {kind}: {}", self.status, self.body);
        let json = self.json();
        assert_eq!(json["status"], self.status, "{json}");
        // A whole sentence: not empty, no hole in it, and not the locales' own word for a missing text.
        let whole = |detail: &str| !detail.is_empty() && !detail.contains(['{', '$']) && !detail.contains("Unknown");
        assert!(json["detail"].as_str().is_some_and(whole), "{json}");
        json["code"].as_str().unwrap_or_else(|| panic!("no code in {json}")).to_owned()
    }
}

impl Client {
    pub fn new(base: &str) -> Client {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .timeout_global(Some(Duration::from_secs(60)))
            .build();
        Client { agent: config.into(), base: base.to_owned(), key: None, cookie: None, language: "en" }
    }

    pub fn with_key(base: &str, key: &str) -> Client {
        Client { key: Some(key.to_owned()), ..Client::new(base) }
    }

    /// An enrolled tablet, with nobody signed in on it.
    pub fn tablet(base: &str, token: &str) -> Client {
        Client { cookie: Some(format!("noren-device={token}")), ..Client::new(base) }
    }

    pub fn speaking(mut self, language: &'static str) -> Client {
        self.language = language;
        self
    }

    pub fn get(&self, path: &str) -> Answer {
        self.send("GET", path, &[], None)
    }

    /// A form, as a browser on our own page posts it.
    pub fn form(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = fields.iter().map(|(k, v)| format!("{}={}", escape(k), escape(v))).collect::<Vec<_>>().join("&");
        let headers = [("Content-Type", "application/x-www-form-urlencoded"), ("Sec-Fetch-Site", "same-origin")];
        self.send("POST", path, &headers, Some(body.into_bytes()))
    }

    /// JSON with a caller's key, as a till sends it.
    pub fn post(&self, path: &str, idempotency: &str, body: &Value) -> Answer {
        let headers = [("Content-Type", "application/json"), ("Idempotency-Key", idempotency)];
        self.send("POST", path, &headers, Some(body.to_string().into_bytes()))
    }

    /// As `post`; nothing where the server went away before it answered.
    pub fn try_post(&self, path: &str, idempotency: &str, body: &Value) -> Option<Answer> {
        let headers = [("Content-Type", "application/json"), ("Idempotency-Key", idempotency)];
        self.try_send("POST", path, &headers, Some(body.to_string().into_bytes())).ok()
    }

    pub fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: Option<Vec<u8>>) -> Answer {
        self.try_send(method, path, headers, body).unwrap_or_else(|e| panic!("{method} {path}: {e}"))
    }

    fn try_send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<Vec<u8>>,
    ) -> Result<Answer, ureq::Error> {
        let mut request = Request::builder().method(method).uri(format!("{}{path}", self.base));
        request = request.header("Accept-Language", self.language);
        if let Some(key) = &self.key {
            request = request.header("Authorization", format!("Bearer {key}"));
        }
        if let Some(cookie) = &self.cookie {
            request = request.header("Cookie", cookie);
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let answer = match body {
            Some(bytes) => self.agent.run(request.body(bytes)?)?,
            None => self.agent.run(request.body(())?)?,
        };
        read(answer)
    }
}

fn read(mut answer: Response<Body>) -> Result<Answer, ureq::Error> {
    let headers = answer
        .headers()
        .iter()
        .map(|(n, v)| (n.to_string(), String::from_utf8_lossy(v.as_bytes()).into_owned()))
        .collect();
    let body = answer.body_mut().read_to_vec()?;
    Ok(Answer { status: answer.status().as_u16(), headers, body: String::from_utf8_lossy(&body).into_owned() })
}

/// What a page says, without its tags.
pub fn text(html: &str) -> String {
    html.split('<').map(|part| part.rsplit('>').next().unwrap_or(part)).collect()
}

pub fn escape(text: &str) -> String {
    text.bytes()
        .map(|b| if b.is_ascii_alphanumeric() { (b as char).to_string() } else { format!("%{b:02X}") })
        .collect()
}
