//! Hands out what the workshop makes, over HTTP.

use std::net::IpAddr;
use std::sync::mpsc::Sender;

use axum::Router;
use axum::body::Body;
use axum::extract::{Query, Request, State as With};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, HOST, LOCATION};
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode, Uri};
use axum::middleware::{self, Next};
use axum::response::IntoResponse;
use axum::routing::get;
use serde::{Deserialize, Serialize};
use tokio::net::TcpListener;
use tokio::sync::{oneshot, watch};

use crate::serve::workshop::{Made, Order};

/// Where the server's own files stand: no site has a folder of this name.
const OWN: &str = "/_relata";
const SCRIPT: &str = include_str!("live.js");
const STYLE: &str = include_str!("live.css");
/// What stands in the place of a page that cannot be made.
const NOTHING: &str = "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>Not built</title>\n</head>\n<body>\n<p>This page could not be made. What is wrong stands below and in the terminal; it comes as soon as that is mended.</p>\n</body>\n</html>\n";

/// What pages that are open are told.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct State {
    /// The run of the server.
    pub(super) run: u32,
    /// Counts everything that is told.
    pub(super) news: u64,
    /// Counts the sites that there were to show.
    pub(super) site: u64,
    /// What is wrong, the worst first.
    pub(super) problems: Vec<Problem>,
}

/// Something that is wrong.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Problem {
    pub(super) error: bool,
    /// As the terminal shows it, without colours.
    pub(super) text: String,
}

#[derive(Clone)]
struct Desk {
    orders: Sender<Order>,
    news: watch::Receiver<State>,
}

/// Serves until Ctrl-C.
pub(super) async fn run(
    listener: TcpListener,
    orders: Sender<Order>,
    news: watch::Receiver<State>,
) -> std::io::Result<()> {
    let router = Router::new()
        .route("/_relata/live.js", get(|| async { own("text/javascript", SCRIPT) }))
        .route("/_relata/live.css", get(|| async { own("text/css", STYLE) }))
        .route("/_relata/news", get(tell))
        .route("/_relata/correction", get(correction))
        .fallback(get(file))
        .with_state(Desk { orders, news });
    // Whoever is asked for at an address of the network may have any name there.
    let router = match listener.local_addr()?.ip().is_loopback() {
        true => router.layer(middleware::from_fn(only_for_us)),
        false => router,
    };
    let served = axum::serve(listener, router).into_future();
    // A page that waits for news would keep the server from ending.
    tokio::select! {
        ended = served => ended,
        stopped = tokio::signal::ctrl_c() => stopped,
    }
}

fn own(kind: &'static str, text: &'static str) -> impl IntoResponse {
    ([(CONTENT_TYPE, kind), (CACHE_CONTROL, "no-store")], text)
}

#[derive(Deserialize)]
struct Seen {
    run: Option<u32>,
    news: Option<u64>,
}

/// Answers as soon as there is something that the page has not seen.
async fn tell(With(mut desk): With<Desk>, Query(seen): Query<Seen>) -> impl IntoResponse {
    let new = |it: &State| seen.run != Some(it.run) || seen.news != Some(it.news);
    let state = desk.news.wait_for(new).await.map(|it| it.clone()).unwrap_or_default();
    ([(CACHE_CONTROL, "no-store")], axum::Json(state))
}

#[derive(Deserialize)]
struct Wanted {
    event: String,
}

/// What corrects an event.
async fn correction(With(desk): With<Desk>, Query(wanted): Query<Wanted>) -> Response<Body> {
    let (reply, made) = oneshot::channel();
    let sent = desk.orders.send(Order::Correct(wanted.event, reply)).is_ok();
    match if sent { made.await.ok().flatten() } else { None } {
        Some(correction) => axum::Json(correction).into_response(),
        None => answer(StatusCode::NOT_FOUND, "text/plain", b"no such event\n".to_vec()),
    }
}

/// Refuses what asks under another name than this machine's. See [`is_for_us`].
async fn only_for_us(request: Request, next: Next) -> Response<Body> {
    if is_for_us(request.headers()) {
        next.run(request).await
    } else {
        let told = b"not served under this name\n".to_vec();
        answer(StatusCode::FORBIDDEN, "text/plain", told)
    }
}

/// The file at a path of the site, as a host would give it.
async fn file(With(desk): With<Desk>, uri: Uri) -> Response<Body> {
    let run = desk.news.borrow().run;
    let path = percent_encoding::percent_decode_str(uri.path()).decode_utf8_lossy().into_owned();
    let path = path.trim_start_matches('/');
    let name = if path.is_empty() || path.ends_with('/') {
        format!("{path}index.html")
    } else {
        path.to_owned()
    };
    let Some(made) = ask(&desk, name.clone()).await else {
        return answer(StatusCode::SERVICE_UNAVAILABLE, "text/plain", b"stopping\n".to_vec());
    };
    match made {
        Made::File { bytes, site, is_page, event } => {
            let kind = mime_guess::from_path(&name).first_or_octet_stream().to_string();
            if is_page && name.ends_with(".html") {
                let page = with_script(&bytes, run, site, event.as_deref());
                answer(StatusCode::OK, "text/html; charset=utf-8", page)
            } else if kind.starts_with("text/") && kind != "text/html" {
                answer(StatusCode::OK, &format!("{kind}; charset=utf-8"), bytes)
            } else {
                answer(StatusCode::OK, &kind, bytes)
            }
        }
        Made::Broken { site } => {
            let page = with_script(NOTHING.as_bytes(), run, site, None);
            answer(StatusCode::INTERNAL_SERVER_ERROR, "text/html; charset=utf-8", page)
        }
        Made::Missing { page, site } => {
            // A host leads from a folder's name to the folder.
            let folder = format!("{path}/index.html");
            if !name.ends_with("index.html")
                && matches!(ask(&desk, folder).await, Some(Made::File { .. }))
            {
                let mut moved = answer(StatusCode::PERMANENT_REDIRECT, "text/plain", Vec::new());
                // One slash at the beginning: after two a host would be named.
                let query = uri.query().map(|it| format!("?{it}")).unwrap_or_default();
                let to = format!("/{}/{query}", uri.path().trim_matches('/'));
                if let Ok(to) = to.parse() {
                    moved.headers_mut().insert(LOCATION, to);
                }
                return moved;
            }
            let page = page.unwrap_or_else(|| NOTHING.as_bytes().to_vec());
            let page = with_script(&page, run, site, None);
            answer(StatusCode::NOT_FOUND, "text/html; charset=utf-8", page)
        }
    }
}

async fn ask(desk: &Desk, path: String) -> Option<Made> {
    let (reply, made) = oneshot::channel();
    desk.orders.send(Order::File(path, reply)).ok()?;
    made.await.ok()
}

fn answer(status: StatusCode, kind: &str, body: Vec<u8>) -> Response<Body> {
    let mut answer = Response::new(Body::from(body));
    *answer.status_mut() = status;
    if let Ok(kind) = kind.parse() {
        answer.headers_mut().insert(CONTENT_TYPE, kind);
    }
    answer.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    answer
}

/// The page with the one line that a build does not write.
fn with_script(page: &[u8], run: u32, site: u64, event: Option<&str>) -> Vec<u8> {
    // An id is letters, digits and hyphens of any script.
    let event = event.map(|it| format!(" data-event=\"{it}\"")).unwrap_or_default();
    let line = format!(
        "<link rel=\"stylesheet\" href=\"{OWN}/live.css\"><script src=\"{OWN}/live.js\" defer data-run=\"{run}\" data-site=\"{site}\"{event}></script>\n"
    );
    let end = b"</head>";
    let at = page.windows(end.len()).position(|it| it == end).unwrap_or(page.len());
    [&page[..at], line.as_bytes(), &page[at..]].concat()
}

/// Whether a request names this machine. A page of another site, whose name was made to lead here,
/// would name that site.
fn is_for_us(headers: &HeaderMap) -> bool {
    let Some(host) = headers.get(HOST).and_then(|it| it.to_str().ok()) else { return true };
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|it| it.is_ascii_digit()) => name,
        _ => host,
    };
    let bare = name.trim_start_matches('[').trim_end_matches(']');
    bare == "localhost" || bare.ends_with(".localhost") || bare.parse::<IpAddr>().is_ok()
}
