//! A server on this machine that answers by script, and keeps what it was asked.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// One request, as the server saw it.
#[derive(Clone, Debug)]
pub struct Asked {
    pub path: String,
    pub headers: Vec<String>,
    pub at: Instant,
}

impl Asked {
    pub fn header(&self, name: &str) -> Option<&str> {
        let start = format!("{name}: ");
        self.headers
            .iter()
            .find_map(|h| h.get(..start.len())?.eq_ignore_ascii_case(&start).then(|| &h[start.len()..]))
    }
}

/// What is answered: bytes, or what a function writes.
type Script = dyn Fn(&Asked, &mut TcpStream) + Send + Sync;

#[derive(Clone)]
pub struct Server {
    address: SocketAddr,
    scripts: Arc<Mutex<HashMap<String, Arc<Script>>>>,
    asked: Arc<Mutex<Vec<Asked>>>,
    open: Arc<AtomicUsize>,
    most: Arc<AtomicUsize>,
}

impl Server {
    pub fn start() -> Server {
        let listener = TcpListener::bind((IpAddr::V4(Ipv4Addr::LOCALHOST), 0)).unwrap();
        let server = Server {
            address: listener.local_addr().unwrap(),
            scripts: Arc::default(),
            asked: Arc::default(),
            open: Arc::default(),
            most: Arc::default(),
        };
        let shared = server.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let server = shared.clone();
                std::thread::spawn(move || server.serve(stream));
            }
        });
        server
    }

    fn serve(&self, mut stream: TcpStream) {
        let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
        let Some(Ok(first)) = lines.next() else { return };
        let open = self.open.fetch_add(1, Ordering::SeqCst) + 1;
        self.most.fetch_max(open, Ordering::SeqCst);
        let headers = lines.map_while(Result::ok).take_while(|l| !l.is_empty()).collect();
        let path = first.split(' ').nth(1).unwrap().to_owned();
        let asked = Asked { path: path.clone(), headers, at: Instant::now() };
        self.asked.lock().unwrap().push(asked.clone());
        let script = self.scripts.lock().unwrap().get(&path).cloned();
        match script {
            Some(script) => script(&asked, &mut stream),
            None => write(&mut stream, &answer("404 Not Found", "", b"")),
        }
        self.open.fetch_sub(1, Ordering::SeqCst);
    }

    pub fn script(&self, path: &str, script: impl Fn(&Asked, &mut TcpStream) + Send + Sync + 'static) {
        self.scripts.lock().unwrap().insert(path.to_owned(), Arc::new(script));
    }

    /// Answers with a status, headers (each with its line end) and a body.
    pub fn answers(&self, path: &str, status: &str, headers: &str, body: &[u8]) {
        let bytes = answer(status, headers, body);
        self.script(path, move |_, stream| write(stream, &bytes));
    }

    /// A page with a few sentences.
    pub fn page(&self, path: &str, words: &str) {
        self.answers(path, "200 OK", "Content-Type: text/html; charset=utf-8\r\n", page(words).as_bytes());
    }

    pub fn xml(&self, path: &str, text: &str) {
        self.answers(path, "200 OK", "Content-Type: application/xml\r\n", text.as_bytes());
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// The requests so far, those for `robots.txt` left out.
    pub fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().iter().filter(|a| a.path != "/robots.txt").cloned().collect()
    }

    pub fn paths(&self) -> Vec<String> {
        self.asked().into_iter().map(|a| a.path).collect()
    }

    pub fn forget(&self) {
        self.asked.lock().unwrap().clear();
    }

    /// The most requests that were open at one moment.
    pub fn most_open(&self) -> usize {
        self.most.load(Ordering::SeqCst)
    }
}

pub fn page(words: &str) -> String {
    format!(
        "<html><body><article><h1>{words}</h1><p>{words} said on Monday that the border would be open again for \
         people and goods before the end of the year.</p></article></body></html>"
    )
}

pub fn answer(status: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let head =
        format!("HTTP/1.1 {status}\r\n{headers}Content-Length: {}\r\nConnection: close\r\n\r\n", body.len());
    [head.as_bytes(), body].concat()
}

/// Writes; a client that has gone away is none of our concern.
pub fn write(stream: &mut TcpStream, bytes: &[u8]) {
    let _ = stream.write_all(bytes);
    let _ = stream.flush();
}

pub fn millis(n: u64) -> Duration {
    Duration::from_millis(n)
}
