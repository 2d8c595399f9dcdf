//! Fetching from a real server on this machine: what is kept, what is refused, how hosts are treated.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod common;

use common::{Server, answer, millis, page, write};
use fetch::{Event, Fetcher, Guard, Manners, Report, Run, Source, Stop, Wanted};
use std::io::Write;
use std::net::{IpAddr, Ipv4Addr};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

fn manners() -> Manners {
    Manners {
        guard: Guard::Also(vec![IpAddr::V4(Ipv4Addr::LOCALHOST)]),
        pause: millis(1),
        backoff: millis(20),
        patience: Duration::from_secs(5),
        time: Duration::from_secs(2),
        largest: 1 << 20,
        ..Manners::default()
    }
}

fn folder(name: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&path);
    path
}

/// One run into a folder.
fn run_with(path: &Path, sources: &[String], manners: Manners, wanted: &Wanted) -> Report {
    let mut folder = fetch::open(path, &manners).unwrap();
    let fetcher = Fetcher::new(manners, Stop::default());
    let sources: Vec<Source> = sources.iter().map(|s| Source::parse(s).unwrap()).collect();
    let mut tell = |_: Event<'_>| {};
    let mut run = Run::new(&fetcher, &mut folder, wanted, &mut tell);
    run.all(&sources).unwrap();
    let report = std::mem::take(&mut run.report);
    folder.close().unwrap();
    report
}

fn run(path: &Path, sources: &[String]) -> Report {
    run_with(path, sources, manners(), &Wanted::default())
}

/// The texts that `read` finds in the folder.
fn texts(path: &Path) -> Vec<String> {
    let bytes = std::fs::read(path.join(fetch::ARCHIVE)).unwrap();
    let articles = read::articles(bytes, "x", &read::Options::default());
    articles.map(|a| a.unwrap().text).collect()
}

fn only(report: &Report) -> String {
    let skipped = report.skipped.keys().map(|k| (*k).to_owned());
    skipped.chain(report.failed.keys().cloned()).collect::<Vec<_>>().join("; ")
}

/// What one address gives.
fn one(name: &str, server: &Server, path: &str) -> String {
    let report = run(&folder(name), &[server.url(path)]);
    assert_eq!(report.fetched, 0, "{report}");
    only(&report)
}

fn feed(server: &Server, items: &[(&str, &str)]) -> String {
    let items: String = items
        .iter()
        .map(|(path, day)| format!("<item><link>{}</link><pubDate>{day}</pubDate></item>", server.url(path)))
        .collect();
    format!("<rss version=\"2.0\"><channel>{items}</channel></rss>")
}

#[test]
fn a_page_is_kept_as_it_came_and_is_read() {
    let server = Server::start();
    server.page("/2016/12/12/x", "The ministry");
    let path = folder("page");
    let report = run(&path, &[server.url("/2016/12/12/x#top")]);
    assert!(report.is_good() && report.fetched == 1, "{report}");
    assert!(texts(&path)[0].contains("The ministry said on Monday"));
    let asked = server.asked();
    assert_eq!(asked[0].header("user-agent"), Some(concat!("dateline/", env!("CARGO_PKG_VERSION"))));
    let named = Manners { contact: Some("desk@a.org".to_owned()), ..manners() };
    assert!(named.name().ends_with("(desk@a.org)"));
}

#[test]
fn a_second_run_fetches_what_is_new_or_changed() {
    let server = Server::start();
    let tagged = |tag: &str, words: &str| {
        let (bytes, tag) = (
            answer("200 OK", &format!("Content-Type: text/html\r\nETag: {tag}\r\n"), page(words).as_bytes()),
            tag.to_owned(),
        );
        move |asked: &common::Asked, stream: &mut std::net::TcpStream| match asked.header("if-none-match") {
            Some(old) if old == tag => {
                write(stream, b"HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n")
            }
            _ => write(stream, &bytes),
        }
    };
    server.script("/tag", tagged("\"1\"", "The mayor"));
    server.page("/plain", "The army");
    let path = folder("second");
    let all = [server.url("/tag"), server.url("/plain")];
    assert_eq!(run(&path, &all).fetched, 2);
    let report = run(&path, &all);
    assert_eq!((report.fetched, report.unchanged), (0, 2), "{report}");
    server.script("/tag", tagged("\"2\"", "The new mayor"));
    assert_eq!(run(&path, &all).fetched, 1);
    assert_eq!(texts(&path).len(), 3);
}

#[test]
fn feeds_outlines_and_sitemaps_lead_to_pages() {
    let server = Server::start();
    for name in ["/a", "/b", "/c", "/d", "/e"] {
        server.page(name, &format!("Paper {name}"));
    }
    let day = |n: u32| format!("Mon, {n} Dec 2016 10:00:00 GMT");
    server.xml("/feed", &feed(&server, &[("/a", &day(1)), ("/b", &day(3)), ("/c", &day(2))]));
    server.xml("/map", &format!("<urlset><url><loc>{}</loc></url></urlset>", server.url("/d")));
    server.xml("/old", &format!("<urlset><url><loc>{}</loc></url></urlset>", server.url("/e")));
    server.xml(
        "/index",
        "<sitemapindex><sitemap><loc>/old</loc><lastmod>2015-01-01</lastmod></sitemap>\
         <sitemap><loc>/map</loc><lastmod>2016-12-02</lastmod></sitemap></sitemapindex>",
    );
    server.xml("/opml", &format!("<opml><body><outline xmlUrl='{}'/></body></opml>", server.url("/feed")));
    let wanted = Wanted { limit: 2, since: document::Day::new(2016, 1, 1), ..Wanted::default() };
    let path = folder("lists");
    let sources = [server.url("/opml"), server.url("/index"), server.url("/feed")];
    let report = run_with(&path, &sources, manners(), &wanted);
    assert!(report.is_good(), "{report}");
    let paths = server.paths();
    let pages: Vec<&str> = paths.iter().map(String::as_str).filter(|p| p.len() == 2).collect();
    assert_eq!(pages, ["/d", "/b", "/c"], "{paths:?}");
    server.forget();
    let wanted = Wanted { limit: 100, ..wanted };
    let report = run_with(&path, &sources, manners(), &wanted);
    assert_eq!(report.fetched, 1, "what the limit left out comes now: {report}");
    assert!(server.paths().contains(&"/a".to_owned()) && !server.paths().contains(&"/b".to_owned()));
}

#[test]
fn a_feed_may_hold_the_articles_itself() {
    let server = Server::start();
    let whole =
        format!("<p>{}</p>", "The council voted on Monday for the new bridge over the river. ".repeat(30));
    server.xml(
        "/feed",
        &format!(
            "<feed><entry><link href='/a'/><title>A bridge</title><updated>2016-12-12T10:00:00Z</updated>\
             <content type='html'><![CDATA[{whole}]]></content></entry>\
             <entry><link href='/b'/><content>Teaser …</content></entry></feed>"
        ),
    );
    server.page("/b", "The bishop");
    let path = folder("content");
    let wanted = Wanted { feed_content: true, ..Wanted::default() };
    let report = run_with(&path, &[server.url("/feed")], manners(), &wanted);
    assert_eq!(report.fetched, 2, "{report}");
    assert_eq!(server.paths(), ["/feed", "/b"]);
    assert!(texts(&path)[0].contains("new bridge"));
    assert_eq!(run_with(&path, &[server.url("/feed")], manners(), &wanted).fetched, 0);
}

#[test]
fn robots_are_obeyed_and_their_pause_is_kept() {
    let server = Server::start();
    server.answers("/robots.txt", "200 OK", "", b"User-agent: *\nDisallow: /no\nCrawl-delay: 0.3\n");
    for name in ["/a", "/b", "/no"] {
        server.page(name, "The town");
    }
    let all = ["/a", "/b", "/no"].map(|p| server.url(p));
    let report = run(&folder("robots"), &all);
    assert_eq!((report.fetched, only(&report).as_str()), (2, "robots.txt"), "{report}");
    let asked = server.asked();
    assert!(asked[1].at - asked[0].at >= millis(290));
    server.answers("/robots.txt", "503 Busy", "Retry-After: 0\r\n", b"");
    assert!(one("robots-down", &server, "/a").contains("robots.txt of the host"));
}

#[test]
fn a_host_has_one_connection() {
    let server = Server::start();
    let all: Vec<String> = (0..6).map(|n| server.url(&format!("/{n}"))).collect();
    for n in 0..6 {
        server.script(&format!("/{n}"), move |_, stream| {
            std::thread::sleep(millis(20));
            write(
                stream,
                &answer("200 OK", "Content-Type: text/html\r\n", page(&format!("Town {n}")).as_bytes()),
            );
        });
    }
    let manners = Manners { pause: millis(60), ..manners() };
    let report = run_with(&folder("one-connection"), &all, manners, &Wanted::default());
    assert_eq!(report.fetched, 6, "{report}");
    assert_eq!(server.most_open(), 1);
    let asked = server.asked();
    assert!(asked.windows(2).all(|w| w[1].at - w[0].at >= millis(60)));
}

#[test]
fn a_busy_host_is_waited_for() {
    let server = Server::start();
    let tries = AtomicUsize::new(0);
    server.script("/a", move |_, stream| match tries.fetch_add(1, Ordering::SeqCst) {
        0 => write(stream, &answer("429 Too Many Requests", "Retry-After: 1\r\n", b"")),
        1 => write(stream, &answer("503 Unavailable", "", b"")),
        _ => write(stream, &answer("200 OK", "Content-Type: text/html\r\n", page("The port").as_bytes())),
    });
    let report = run(&folder("busy"), &[server.url("/a")]);
    assert_eq!(report.fetched, 1, "{report}");
    let asked = server.asked();
    assert!(asked[1].at - asked[0].at >= millis(990) && asked[2].at - asked[1].at >= millis(20));
    server.answers("/always", "429 Too Many Requests", "Retry-After: 0\r\n", b"");
    assert!(one("always", &server, "/always").contains("busy"));
    server.page("/next", "The port");
    server.forget();
    let report = run(&folder("left"), &[server.url("/always"), server.url("/next")]);
    assert_eq!((report.fetched, server.paths().len()), (0, 3), "a busy host is left alone: {report}");
    server.answers("/long", "503 Unavailable", "Retry-After: 3600\r\n", b"");
    let start = Instant::now();
    assert!(one("long", &server, "/long").contains("asks to come back later"));
    assert!(start.elapsed() < Duration::from_secs(3));
}

#[test]
fn private_addresses_are_refused_at_each_step() {
    let server = Server::start();
    server.page("/a", "The port");
    let strict = Manners { guard: Guard::Public, ..manners() };
    for url in [server.url("/a"), server.url("/a").replace("127.0.0.1", "localhost")] {
        let report = run_with(&folder("strict"), &[url], strict.clone(), &Wanted::default());
        assert_eq!((only(&report).as_str(), report.is_good()), ("private address", false));
    }
    assert!(server.asked().is_empty());
    let port = server.url("").rsplit(':').next().unwrap().to_owned();
    for (n, place) in [
        format!("http://127.0.0.2:{port}/a"),
        format!("http://[::ffff:127.0.0.2]:{port}/a"),
        format!("http://2130706434:{port}/a"),
        format!("http://0x7f.2:{port}/a"),
        "http://10.0.0.1/".to_owned(),
        "http://169.254.169.254/latest/meta-data/".to_owned(),
        "http://[::1]/".to_owned(),
    ]
    .into_iter()
    .enumerate()
    {
        let path = format!("/to{n}");
        server.answers(&path, "302 Found", &format!("Location: {place}\r\n"), b"");
        assert_eq!(one("redirect", &server, &path), "private address", "{place}");
    }
    assert!(!server.paths().contains(&"/a".to_owned()));
}

#[test]
fn redirects_are_followed_so_far() {
    let server = Server::start();
    for n in 0..8 {
        server.answers(&format!("/{n}"), "301 Moved", &format!("Location: /{}\r\n", n + 1), b"");
    }
    server.page("/8", "The port");
    let path = folder("redirects");
    assert_eq!(run(&path, &[server.url("/3")]).fetched, 1);
    assert_eq!(run(&path, &[server.url("/8")]).unchanged, 1, "another way to the same page");
    assert!(one("many", &server, "/2").contains("more than 5 redirects"));
    server.answers("/file", "302 Found", "Location: file:///etc/passwd\r\n", b"");
    assert_eq!(one("file", &server, "/file"), "no web address");
    server.answers("/nowhere", "302 Found", "", b"");
    assert!(one("nowhere", &server, "/nowhere").contains("nowhere"));
}

#[test]
fn size_and_time_are_limited() {
    let server = Server::start();
    const HEAD: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n";
    server.script("/endless", |_, stream| {
        write(stream, HEAD);
        while stream.write_all(&[b'a'; 4096]).is_ok() {}
    });
    server.script("/slow", |_, stream| {
        write(stream, HEAD);
        while stream.write_all(b"a").is_ok() {
            std::thread::sleep(millis(50));
        }
    });
    server.script("/silent", |_, _| std::thread::sleep(Duration::from_secs(4)));
    server.script("/told", |_, stream| {
        write(stream, b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 99999999999\r\n\r\n");
    });
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packer.write_all(&vec![b'a'; 100 << 20]).unwrap();
    server.answers(
        "/bomb",
        "200 OK",
        "Content-Type: text/html\r\nContent-Encoding: gzip\r\n",
        &packer.finish().unwrap(),
    );
    for path in ["/endless", "/told", "/bomb"] {
        assert_eq!(one("size", &server, path), "too large", "{path}");
    }
    for path in ["/slow", "/silent"] {
        let start = Instant::now();
        assert!(one("time", &server, path).contains("takes too long"), "{path}");
        assert!(start.elapsed() < Duration::from_secs(4), "{path}");
    }
}

#[test]
fn what_is_broken_is_told() {
    let server = Server::start();
    let raw = |path: &str, bytes: &'static [u8]| server.script(path, move |_, stream| write(stream, bytes));
    raw(
        "/chunks",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc",
    );
    raw(
        "/bad",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n",
    );
    raw("/short", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100\r\n\r\nabc");
    raw("/none", b"");
    raw("/noise", b"\x00\x01\x02 nonsense\r\n\r\n");
    raw("/gzip", b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\n\x1f\x8bab");
    for path in ["/chunks", "/bad", "/short", "/none", "/noise", "/gzip"] {
        let report = run(&folder("broken"), &[server.url(path)]);
        assert!(report.fetched == 0 && report.failed.len() == 1, "{path}: {report}");
    }
    server.answers("/500", "500 Broken", "", b"");
    assert_eq!(one("500", &server, "/500"), "the server answers 500");
    server.answers("/pdf", "200 OK", "Content-Type: application/pdf\r\n", b"%PDF");
    assert_eq!(one("pdf", &server, "/pdf"), "no page");
}

#[test]
fn chunks_and_packed_pages_are_read() {
    let server = Server::start();
    let text = page("The port");
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(text.as_bytes()).unwrap();
    server.answers(
        "/gz",
        "200 OK",
        "Content-Type: text/html\r\nContent-Encoding: gzip\r\n",
        &packer.finish().unwrap(),
    );
    let (a, b) = text.split_at(40);
    let chunked = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n{:x}\r\n{a}\r\n{:x}\r\n{b} \r\n0\r\n\r\n",
        a.len(),
        b.len() + 1
    );
    server.script("/chunked", move |_, stream| write(stream, chunked.as_bytes()));
    let path = folder("packed");
    let report = run(&path, &[server.url("/gz"), server.url("/chunked")]);
    assert_eq!(report.fetched, 2, "{report}");
    assert!(texts(&path).iter().all(|t| t.contains("The port said on Monday")));
}

#[test]
fn a_run_that_is_ended_goes_on_later() {
    let server = Server::start();
    let names: Vec<String> = (0..5).map(|n| format!("/{n}")).collect();
    for name in &names {
        server.page(name, &format!("Town {name}"));
    }
    let items: Vec<(&str, &str)> = names.iter().map(|n| (n.as_str(), "")).collect();
    let tagged = "Content-Type: application/xml\r\nETag: \"1\"\r\n";
    server.answers("/feed", "200 OK", tagged, feed(&server, &items).as_bytes());
    let path = folder("ended");
    let (stop, wanted) = (Stop::default(), Wanted::default());
    let source = [Source::parse(&server.url("/feed")).unwrap()];
    {
        let mut folder = fetch::open(&path, &manners()).unwrap();
        let fetcher = Fetcher::new(manners(), stop.clone());
        let mut tell = |event: Event<'_>| {
            if matches!(event, Event::Page(..)) {
                stop.now();
            }
        };
        let mut run = Run::new(&fetcher, &mut folder, &wanted, &mut tell);
        run.all(&source).unwrap();
        assert!(run.report.stopped && run.report.fetched < 5, "{}", run.report);
    }
    let report = run(&path, &[server.url("/feed")]);
    assert!(report.is_good(), "{report}");
    let mut found = texts(&path);
    found.sort();
    found.dedup();
    assert_eq!((found.len(), texts(&path).len()), (5, 5));
}

#[test]
fn feeds_are_watched_in_rounds() {
    let server = Server::start();
    server.page("/a", "Town a");
    server.page("/b", "Town b");
    server.xml("/feed", &feed(&server, &[("/a", "")]));
    let path = folder("watched");
    std::fs::create_dir_all(&path).unwrap();
    let outline = path.join(".feeds.opml");
    std::fs::write(
        &outline,
        format!("<opml><body><outline xmlUrl='{}'/></body></opml>", server.url("/feed")),
    )
    .unwrap();
    let mut news = Vec::new();
    for round in 0..3 {
        if round == 2 {
            server.xml("/feed", &feed(&server, &[("/b", ""), ("/a", "")]));
        }
        server.forget();
        let mut folder = fetch::open(&path, &manners()).unwrap();
        let (stop, wanted) = (Stop::default(), Wanted { recheck: false, ..Wanted::default() });
        let fetcher = Fetcher::new(manners(), stop.clone());
        let sources = [Source::parse(outline.to_str().unwrap()).unwrap()];
        let mut tell = |event: Event<'_>| {
            if let Event::Page(url, ..) = event {
                news.push(url.rsplit('/').next().unwrap().to_owned());
            }
        };
        let report =
            fetch::watch(&sources, (&fetcher, &wanted, &stop), &mut folder, true, &mut tell).unwrap();
        assert!(report.is_good(), "{report}");
        let every = folder.known(&server.url("/feed")).unwrap().every.unwrap();
        assert_eq!(every, [900, 1350, 675][round]);
    }
    assert_eq!(news, ["a", "b"]);
}
