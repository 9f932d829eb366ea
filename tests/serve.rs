//! The development server, as a browser meets it: the program itself, over TCP.

#![allow(
    clippy::disallowed_methods,
    reason = "this test runs the program, and writes files for it"
)]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

const RELATA: &str = env!("CARGO_BIN_EXE_relata");
const SITE: &str = "title: Norway and Sweden\nrelationship: { sides: [Norway, Sweden] }\n";
const ACTORS: &str = "- { name: Ada Berg, side: Norway }\n- { name: Bo Lind, side: Sweden }\n";
const TALKS: &str = "OSLO, May 14, 2024 -- Ada Berg met Bo Lind in Oslo on May 13, 2024.\n";

/// A content folder with a server.
struct Served {
    room: tempfile::TempDir,
    server: Child,
    address: String,
}

/// An answer: status, headers in one text, body.
struct Answer {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Served {
    fn start(more: &[&str]) -> Self {
        let room = tempfile::tempdir().unwrap();
        write(room.path(), "content/site.yaml", SITE);
        write(room.path(), "content/actors.yaml", ACTORS);
        write(room.path(), "content/documents/talks.md", TALKS);
        let mut server = Command::new(RELATA)
            .args(["serve", "--port", "0"])
            .args(more)
            .current_dir(room.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(server.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.split('/').nth(2).unwrap().to_owned();
        Self { room, server, address }
    }

    fn write(&self, below: &str, text: &str) {
        write(self.room.path(), below, text);
    }

    fn get(&self, path: &str) -> Answer {
        self.get_as(path, &self.address)
    }

    fn get_as(&self, path: &str, host: &str) -> Answer {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
        let mut all = Vec::new();
        stream.read_to_end(&mut all).unwrap();
        let end = all.windows(4).position(|it| it == b"\r\n\r\n").unwrap();
        let head = String::from_utf8(all[..end].to_vec()).unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Answer { status, head, body: all[end + 4..].to_vec() }
    }

    /// What is told, once it is something else than what was seen.
    fn news(&self, seen: Option<&serde_json::Value>) -> serde_json::Value {
        let query = seen.map(|it| format!("?run={}&news={}", it["run"], it["news"]));
        let answer = self.get(&format!("/_relata/news{}", query.unwrap_or_default()));
        serde_json::from_slice(&answer.body).unwrap()
    }

    /// Waits for the first site.
    fn first(&self) -> serde_json::Value {
        let mut news = self.news(None);
        while news["site"] == 0 {
            news = self.news(Some(&news));
        }
        news
    }

    /// Waits for a site that is newer than the one that was seen.
    fn another(&self, seen: &serde_json::Value) -> serde_json::Value {
        let mut news = self.news(Some(seen));
        while news["site"] == seen["site"] {
            news = self.news(Some(&news));
        }
        news
    }

    /// Waits until something is told to be wrong.
    fn trouble(&self, seen: &serde_json::Value) -> serde_json::Value {
        let mut news = self.news(Some(seen));
        while news["problems"] == serde_json::json!([]) {
            news = self.news(Some(&news));
        }
        news
    }

    /// Holds every file to what a build writes.
    fn check(&self) {
        let out = self.room.path().join("built");
        let build = Command::new(RELATA)
            .args(["build", "--quiet", "--out", "built"])
            .current_dir(self.room.path())
            .status()
            .unwrap();
        assert!(build.success());
        let built = tree(&out);
        assert!(built.len() > 20);
        for (path, bytes) in &built {
            let served = self.get(&format!("/{path}"));
            assert_eq!(served.status, 200, "{path}");
            assert!(without_script(&served.body) == *bytes, "{path} is not what a build writes");
        }
        fs::remove_dir_all(out).unwrap();
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ended = self.server.kill();
        let _ended = self.server.wait();
    }
}

fn write(room: &Path, below: &str, text: &str) {
    let path = room.join(below);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// The files of a published site, but for what relata keeps for itself.
fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut open: Vec<PathBuf> = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            let below = path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
            if path.is_dir() {
                open.push(path);
            } else if !below.starts_with('.') {
                files.insert(below, fs::read(&path).unwrap());
            }
        }
    }
    files
}

/// A page without the line that reloads it.
fn without_script(page: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(page);
    let Some(start) = text.find("<link rel=\"stylesheet\" href=\"/_relata/") else {
        return page.to_vec();
    };
    let end = start + text[start..].find('\n').unwrap() + 1;
    format!("{}{}", &text[..start], &text[end..]).into_bytes()
}

#[test]
fn it_shows_what_a_build_writes_and_follows_every_change() {
    let it = Served::start(&[]);
    let mut seen = it.first();
    assert_eq!(seen["problems"], serde_json::json!([]));
    let home = it.get("/");
    assert!(String::from_utf8_lossy(&home.body).contains("src=\"/_relata/live.js\" defer"));
    it.check();
    // A document more, one changed, one away; a correction; a template of one's own.
    it.write(
        "content/documents/letter.md",
        "Ada Berg visited Stockholm on 2 June 2024 to meet Bo Lind.\n",
    );
    seen = it.another(&seen);
    it.check();
    it.write("content/documents/talks.md", &TALKS.replace("13", "12"));
    seen = it.another(&seen);
    it.check();
    fs::remove_file(it.room.path().join("content/documents/letter.md")).unwrap();
    seen = it.another(&seen);
    it.write("content/overrides.yaml", "- document: talks\n  set: { outlet: The Harbour News }\n");
    seen = it.another(&seen);
    it.write("templates/404.html", "<!doctype html><title>Gone</title>");
    it.another(&seen);
    it.check();
    assert!(!it.room.path().join("public").exists(), "nothing is published");
}

#[test]
fn what_is_wrong_is_told_and_the_site_before_stays() {
    let it = Served::start(&[]);
    let seen = it.first();
    it.write("content/overrides.yaml", "- event: nobody\n  hide: true\n");
    let wrong = it.news(Some(&seen));
    assert_eq!(wrong["site"], seen["site"]);
    assert_eq!(wrong["problems"][0]["error"], true);
    let text = wrong["problems"][0]["text"].as_str().unwrap();
    assert!(text.contains("no event has the id `nobody`"), "{text}");
    assert!(text.contains("content/overrides.yaml:1:10"), "{text}");
    assert_eq!(it.get("/").status, 200);
    it.write("content/overrides.yaml", "");
    let mended = it.another(&wrong);
    assert_eq!(mended["problems"], serde_json::json!([]));
    // What only the site as a whole shows is told as well, and mending it is noticed.
    it.write("templates/assets/events.js", "");
    let taken = it.news(Some(&mended));
    assert!(taken["problems"][0]["text"].as_str().unwrap().contains("name is taken"), "{taken}");
    fs::remove_file(it.room.path().join("templates/assets/events.js")).unwrap();
    let mended = it.another(&taken);
    assert_eq!(mended["problems"], serde_json::json!([]));
    it.write("templates/home.html", "{{ nobody");
    it.trouble(&mended);
    let page = it.get("/");
    assert_eq!(page.status, 200, "the site before is shown");
    assert!(String::from_utf8_lossy(&page.body).contains("/_relata/live.js"));
}

#[test]
fn it_answers_as_a_host_does() {
    let it = Served::start(&[]);
    let folder = it.get("/years");
    assert_eq!(folder.status, 308, "{}", folder.head);
    assert!(folder.head.contains("location: /years/"), "{}", folder.head);
    assert_eq!(it.get("/years/").status, 200);
    let missing = it.get("/no/such/page");
    assert_eq!(missing.status, 404);
    assert!(String::from_utf8_lossy(&missing.body).contains("</html>"));
    assert!(it.get("/assets/relata.css").head.contains("content-type: text/css"));
    assert!(it.get("/events.json").head.contains("content-type: application/json"));
    assert_eq!(it.get_as("/", "example.org").status, 403, "a page of another site asks");
    assert_eq!(it.get_as("/", "localhost:8000").status, 200);
}

#[test]
fn an_event_can_be_corrected_with_what_its_page_offers() {
    let it = Served::start(&[]);
    let mut seen = it.first();
    let events: serde_json::Value = serde_json::from_slice(&it.get("/events.json").body).unwrap();
    let id = events["events"][0]["id"].as_str().unwrap();
    let page = it.get(&format!("/events/{id}/"));
    let page = String::from_utf8(page.body).unwrap();
    assert!(page.contains(&format!("data-event=\"{id}\"")), "the page does not know its event");
    let answer = it.get(&format!("/_relata/correction?event={id}"));
    let offered: serde_json::Value = serde_json::from_slice(&answer.body).unwrap();
    assert_eq!(offered["file"], "content/overrides.yaml");
    let parts = offered["parts"].as_array().unwrap();
    let names: Vec<&str> = parts.iter().map(|it| it["what"].as_str().unwrap()).collect();
    assert_eq!(names[..3], ["Its date", "Its type", "Its title"]);
    // What is pasted as it is says what is so: it can be read, and nothing is lost by it.
    let ends = ["It does not belong here", "It is the same as another one"];
    for part in parts.iter().filter(|it| !ends.iter().any(|end| it["what"] == *end)) {
        it.write("content/overrides.yaml", part["yaml"].as_str().unwrap());
        seen = it.another(&seen);
        assert_eq!(seen["problems"], serde_json::json!([]), "{part}");
    }
    let date = parts[0]["yaml"].as_str().unwrap();
    assert!(date.contains("date: 2024-05-13"), "{date}");
    it.write("content/overrides.yaml", &date.replace("2024-05-13", "2024-05-12"));
    seen = it.another(&seen);
    let events: serde_json::Value = serde_json::from_slice(&it.get("/events.json").body).unwrap();
    assert_eq!(events["events"][0]["date"], "2024-05-12");
    it.write("content/overrides.yaml", parts.last().unwrap()["yaml"].as_str().unwrap());
    it.another(&seen);
    let events: serde_json::Value = serde_json::from_slice(&it.get("/events.json").body).unwrap();
    assert_eq!(events["events"], serde_json::json!([]));
    assert_eq!(it.get("/_relata/correction?event=nobody").status, 404);
    assert_eq!(it.get_as("/_relata/news", "example.org").status, 403);
}

#[cfg(unix)]
#[test]
fn it_stops_cleanly() {
    let mut it = Served::start(&[]);
    assert_eq!(it.get("/").status, 200);
    let id = it.server.id().to_string();
    assert!(Command::new("kill").args(["-INT", &id]).status().unwrap().success());
    assert!(it.server.wait().unwrap().success());
}

/// Nobody waits for thousands of documents to be read when it is to stop.
#[test]
fn it_stops_while_it_works() {
    let room = tempfile::tempdir().unwrap();
    write(room.path(), "content/site.yaml", SITE);
    let line = format!("{{\"text\": \"{}\"}}\n", TALKS.trim().repeat(20));
    write(room.path(), "content/documents/many.jsonl", &line.repeat(6000));
    let mut server = Command::new(RELATA)
        .args(["serve", "--port", "0"])
        .current_dir(room.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(server.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let begun = Instant::now();
    let id = server.id().to_string();
    assert!(Command::new("kill").args(["-INT", &id]).status().unwrap().success());
    assert!(server.wait().unwrap().success());
    assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());
}

/// Somebody who reloads without end, or a crawler, does not keep a change from being shown.
#[test]
fn who_asks_without_end_does_not_hold_up_what_is_new() {
    let served = Served::start(&[]);
    let seen = served.first();
    let asks = AtomicBool::new(true);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                while asks.load(Ordering::Relaxed) {
                    served.get("/index.html");
                }
            });
        }
        served.write("content/documents/talks.md", &TALKS.replace("13", "12"));
        let begun = Instant::now();
        while served.news(None)["site"] == seen["site"] && begun.elapsed().as_secs() < 20 {
            std::thread::sleep(Duration::from_millis(20));
        }
        asks.store(false, Ordering::Relaxed);
        assert_ne!(served.news(None)["site"], seen["site"]);
    });
}

/// Backups and checkouts put another folder in the place of one.
#[test]
fn another_folder_in_the_place_of_the_content_is_followed() {
    let served = Served::start(&[]);
    let seen = served.first();
    let content = served.room.path().join("content");
    let new = served.room.path().join("new");
    write(&new, "site.yaml", SITE);
    write(&new, "actors.yaml", ACTORS);
    write(&new, "documents/talks.md", &TALKS.replace("13", "12"));
    fs::rename(&content, served.room.path().join("old")).unwrap();
    fs::rename(&new, &content).unwrap();
    let seen = served.another(&seen);
    served.write("content/documents/talks.md", &TALKS.replace("13", "11"));
    served.another(&seen);
    served.check();
}

/// What cannot be read is told as long as it is so, and not longer, though all else is as before.
#[test]
fn what_cannot_be_read_comes_and_goes() {
    let served = Served::start(&[]);
    let seen = served.first();
    served.write("content/documents/notes.docx", "no text");
    let seen = served.another(&seen);
    assert_eq!(seen["problems"].as_array().unwrap().len(), 1, "{seen}");
    fs::remove_file(served.room.path().join("content/documents/notes.docx")).unwrap();
    let seen = served.another(&seen);
    assert_eq!(seen["problems"], serde_json::json!([]));
    served.write("content/overrides", "no folder");
    let seen = served.trouble(&seen);
    fs::remove_file(served.room.path().join("content/overrides")).unwrap();
    let seen = served.another(&seen);
    assert_eq!(seen["problems"], serde_json::json!([]));
    served.check();
}

/// A template that cannot be read leaves the site before; one that spoils its pages is told once.
#[test]
fn a_mistake_in_a_template_is_told_once() {
    let served = Served::start(&[]);
    let seen = served.first();
    served.write("templates/event.html", "{{ nobody.x.y }}\n{{ open");
    let mut seen = served.trouble(&seen);
    assert_eq!(served.get("/index.html").status, 200, "the site before is shown");
    served.write("content/documents/more.md", &TALKS.replace("13", "12").replace("Oslo", "Bergen"));
    served.write("templates/event.html", "{{ nobody.x.y }}\n");
    while seen["problems"].as_array().is_none_or(|it| it.len() != 1)
        || !seen["problems"][0]["text"].as_str().unwrap().contains("other page")
    {
        seen = served.news(Some(&seen));
    }
    assert_eq!(served.get("/index.html").status, 200);
}

/// An address that begins with two slashes would lead to another host.
#[test]
fn a_folder_leads_to_itself_and_keeps_what_is_asked() {
    let served = Served::start(&[]);
    served.first();
    for (asked, expected) in [("//about", "/about/"), ("/about?x=1", "/about/?x=1")] {
        let answer = served.get(asked);
        assert_eq!(answer.status, 308, "{asked}");
        let to = answer.head.lines().find_map(|it| it.strip_prefix("location: ")).unwrap();
        assert_eq!(to, expected);
    }
}
