//! Sites of the demo case: every link leads somewhere, every statement has its sentence, and no document's words are markup.

use crate::scene::Scene;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

static DEMO: LazyLock<Scene> = LazyLock::new(|| {
    let scene = Scene::new();
    scene.clew(&["demo", "--no-serve"]);
    scene
});

/// Every file of a site by its path within it.
fn files(folder: &Path) -> BTreeMap<String, String> {
    fn walk(folder: &Path, within: &str, found: &mut BTreeMap<String, String>) {
        for entry in fs::read_dir(folder).expect("a folder") {
            let entry = entry.expect("an entry");
            let path = format!("{within}{}", entry.file_name().to_string_lossy());
            match entry.path().is_dir() {
                true => walk(&entry.path(), &format!("{path}/"), found),
                false => drop(found.insert(path, fs::read_to_string(entry.path()).expect("text"))),
            }
        }
    }
    let mut found = BTreeMap::new();
    walk(folder, "", &mut found);
    found
}

/// A site of the demo case, written with these arguments.
fn site(name: &str, arguments: &[&str]) -> BTreeMap<String, String> {
    DEMO.clew(&[&["site", "demo", name], arguments].concat());
    files(&DEMO.path(name))
}

/// The values of an attribute in a page.
fn values<'p>(page: &'p str, attribute: &str) -> Vec<&'p str> {
    let opening = format!(" {attribute}=\"");
    page.split(opening.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// The pages of a site.
fn pages(site: &BTreeMap<String, String>) -> impl Iterator<Item = (&String, &String)> {
    site.iter().filter(|(path, _)| path.ends_with(".html"))
}

fn check_links(site: &BTreeMap<String, String>) {
    let ids: BTreeMap<&String, BTreeSet<&str>> = pages(site)
        .map(|(path, page)| {
            let ids = values(page, "id");
            let distinct: BTreeSet<&str> = ids.iter().copied().collect();
            assert_eq!(ids.len(), distinct.len(), "an id twice in {path}");
            (path, distinct)
        })
        .collect();
    let mut reached = BTreeSet::from(["index.html".to_owned()]);
    for (path, page) in pages(site) {
        for href in values(page, "href") {
            let (file, id) = href.split_once('#').unwrap_or((href, ""));
            let target = if file.is_empty() { path.clone() } else { resolved(path, file) };
            assert!(site.contains_key(&target), "{path} leads to {href}, which is not there");
            assert!(id.is_empty() || ids[&target].contains(id), "{path} leads to {href}: no such id");
            reached.insert(target);
        }
    }
    let unreached: Vec<&String> = site.keys().filter(|path| !reached.contains(*path)).collect();
    assert_eq!(unreached, ["clew-site.txt"]);
}

/// A relative path from a page, as a path within the site.
fn resolved(page: &str, href: &str) -> String {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in href.split('/') {
        match part {
            ".." => drop(parts.pop().expect("it stays within the site")),
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

/// Nothing in a page runs, asks anybody for anything, or is an element that the site does not write itself.
fn check_harmless(path: &str, page: &str) {
    const ELEMENTS: &str = "a article bdi body br caption code dd div dl dt footer h1 h2 h3 head header html i li link main mark \
                            meta nav ol p q section span strong sup table tbody td th thead title tr ul !doctype";
    const ATTRIBUTES: &str = "aria-current aria-hidden aria-label aria-labelledby charset class content href http-equiv id lang name \
                              rel role scope tabindex title";
    for tag in page.split('<').skip(1) {
        let tag = tag.split('>').next().expect("something");
        let (element, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        let element = element.trim_start_matches('/').trim();
        assert!(ELEMENTS.split_whitespace().any(|known| known == element), "{path}: <{tag}>");
        // Names of attributes stand outside of quotation marks.
        let outside: String = attributes.split('"').step_by(2).collect();
        for attribute in outside.split('=').flat_map(str::split_whitespace).filter(|_| element != "!doctype") {
            assert!(ATTRIBUTES.split_whitespace().any(|known| known == attribute), "{path}: <{tag}>");
        }
    }
    for href in values(page, "href") {
        assert!(!href.contains(':') && !href.starts_with("//"), "{path}: {href}");
    }
}

#[test]
fn every_link_leads_to_a_page_and_a_place_in_it() {
    let site = site("linked", &[]);
    check_links(&site);
    pages(&site).for_each(|(path, page)| check_harmless(path, page));
    assert!(pages(&site).count() > 150);
    let css = &site["site.css"];
    assert!(!css.contains("url(") && !css.contains("@import") && css.contains("@media print"));
}

#[test]
fn the_same_case_gives_the_same_bytes_and_says_how_it_was_made() {
    assert_eq!(site("once", &[]), site("twice", &[]));
    let checkpoint = DEMO.clew(&["verify", "demo"]);
    let checkpoint = checkpoint.split_whitespace().find(|word| word.starts_with("0:")).expect("a checkpoint");
    let on_a_day = site("dated", &["--made-on", "2031-05-06"]);
    for (path, page) in pages(&on_a_day) {
        assert!(page.contains(checkpoint) && page.contains("Made on 6 May 2031 by clew "), "{path}");
    }
}

#[test]
fn every_claim_stands_with_its_sentence_and_how_it_is_told() {
    let site = site("told", &[]);
    let person = |name: &str| {
        let heading = format!("<h1 class=\"serif\">{name}</h1>");
        pages(&site).find(|(_, page)| page.contains(&heading)).expect("a page").1
    };
    let conrad = person("Conrad Ferriday");
    let suspected = conrad.find("<strong>suspected</strong>").expect("a step in proceedings");
    let charged = conrad.find("<strong>charged</strong>").expect("a later step");
    assert!(charged < suspected, "the latest comes first");
    let step = &conrad[suspected..];
    assert!(step.contains(
        "Valdane said Conrad Ferriday, the company&#39;s suspended operations director, was now also a suspect."
    ));
    assert!(conrad.contains("<strong class=\"caveat\">denied</strong>"));
    for (path, page) in pages(&site).filter(|(path, _)| !path.starts_with("documents")) {
        for finding in page.split("<article").skip(1) {
            assert!(finding.contains("class=\"standing ") && finding.contains("<q>"), "{path}: {finding}");
        }
    }
    // "He may have been told about the failing valve": the Wire's words, and an even chance.
    let valve =
        site["disputes.html"].split("He may have been told about the failing valve").nth(1).expect("it is told");
    assert!(valve[..400].contains("<strong class=\"caveat\">an even chance</strong>"), "{}", &valve[..400]);
    let text = pages(&site)
        .find(|(_, page)| page.contains("Its text") && page.contains("was now also a suspect"))
        .expect("the document")
        .1;
    assert!(text.contains("<mark>Valdane said Conrad Ferriday") && text.contains("SHA-256"));
}

#[test]
fn the_toll_grows_by_the_day_on_which_it_could_be_read() {
    let site = site("toll", &[]);
    let (_, event) = pages(&site)
        .find(|(path, page)| path.starts_with("events/") && page.contains("<caption>Killed</caption>"))
        .expect("an event with a toll");
    let killed =
        event.split("<caption>Killed</caption>").nth(1).expect("a table").split("</table>").next().expect("it ends");
    let at = |number: &str| killed.find(&format!(">{number} killed<")).unwrap_or_else(|| panic!("{number}: {killed}"));
    assert!(at("2") < at("4") && at("4") < at("9"));
    assert!(killed.contains("superseded") && killed.contains("corroborated"));
}

#[test]
fn a_site_is_about_what_is_asked_for_as_of_a_day() {
    let whole = site("whole", &[]);
    let about = site("about", &["--about", "Osric Bayle"]);
    check_links(&about);
    assert!(about.len() < whole.len() / 2 && about["index.html"].contains("what belongs to"));
    let then = site("then", &["--as-of", "2023-03-10"]);
    check_links(&then);
    assert!(then["index.html"].contains("at the end of 10 March 2023"));
    let later = then.iter().find(|(_, page)| page.contains("arrested") && page.contains("Osric Bayle"));
    assert_eq!(later.map(|(path, _)| path), None, "he was arrested on the 14th");
    assert_eq!(DEMO.run(&["site", "demo", "nobody", "--about", "Nobody Known"]).status, 3);
    assert!(!DEMO.path("nobody").exists());
}

#[test]
fn a_folder_with_anything_else_in_it_is_left_alone() {
    DEMO.write("mine/notes.txt", "mine");
    let said = DEMO.run(&["site", "demo", "mine"]);
    assert_eq!((said.status, said.err.contains("notes.txt")), (4, true), "{}", said.err);
    assert_eq!(files(&DEMO.path("mine")).len(), 1);
}

#[test]
fn what_a_withdrawn_document_alone_shows_is_told_when_asked_for_and_says_so() {
    let scene = Scene::new();
    scene.clew(&["demo", "--no-serve"]);
    let inquiry = "demo.documents/2023-05-24-water-inquiry-interim-report.pdf";
    scene.clew(&["decide", "demo", "retract", inquiry]);
    scene.clew(&["site", "demo", "without"]);
    let without = files(&scene.path("without"));
    check_links(&without);
    let finding = "We find that Ms Quillan warned Mr Conrad Ferriday";
    assert_eq!(without.iter().find(|(_, page)| page.contains(finding)).map(|(path, _)| path), None);
    scene.clew(&["site", "demo", "with", "--with-retracted"]);
    let with = files(&scene.path("with"));
    check_links(&with);
    let told = with.iter().filter(|(path, page)| !path.starts_with("report") && page.contains(finding));
    let pages: Vec<&String> = told.map(|(_, page)| page).collect();
    assert!(!pages.is_empty() && pages.iter().all(|page| page.contains("WITHDRAWN by decision 1")));
}

#[test]
fn a_protected_person_is_named_in_no_page_path_or_place() {
    let scene = Scene::new();
    scene.clew(&["demo", "--no-serve"]);
    scene.clew(&["note", "demo", "add", "Ask Conrad Ferriday about the valve.", "--on", "Conrad Ferriday"]);
    scene.clew(&["decide", "demo", "protect", "Conrad Ferriday", "--as", "Witness A"]);
    for arguments in [&[][..], &["--about", "Conrad Ferriday"], &["--as-of", "2023-03-20"], &["--with-retracted"]] {
        scene.clew(&[&["site", "demo", "site"], arguments].concat());
        let site = files(&scene.path("site"));
        check_links(&site);
        for (path, page) in &site {
            let told = format!("{path}\n{page}").replace("<br>", " ").replace('\n', " ");
            let rest = told.to_lowercase().replace("lewin ferriday", "");
            for part in ["conrad", "ferriday"] {
                let around =
                    rest.find(part).map(|at| rest[at.saturating_sub(80)..].chars().take(200).collect::<String>());
                assert_eq!(around, None, "{path} {arguments:?}");
            }
        }
        assert!(site["index.html"].contains("1 person is protected: they are called by other words"));
        let heading = "<h1 class=\"serif\">Witness A</h1>";
        let witness = pages(&site).find(|(_, page)| page.contains(heading)).expect("his page").1;
        assert!(witness.contains("[Witness A]"), "{arguments:?}");
    }
    scene.clew(&["site", "demo", "site", "--unredacted"]);
    let named = files(&scene.path("site"));
    assert!(pages(&named).any(|(_, page)| page.contains("<h1 class=\"serif\">Conrad Ferriday</h1>")));
    assert!(named["index.html"].contains("it was asked for unredacted"));
}

#[test]
fn words_of_documents_are_text_wherever_they_stand() {
    let payloads = [
        "<script>hurt()</script>",
        "\"><script>hurt()</script>",
        "</title></style><script>hurt()</script>",
        "<img src=x onerror=hurt()>",
        "<a href=\"javascript:hurt()\">read on</a>",
        "javascript:hurt()//",
        "<base href=//attacker.example/>",
        "<meta http-equiv=refresh content=\"0;url=//attacker.example/\">",
        "<link rel=stylesheet href=//attacker.example/x.css>",
        "' onmouseover='hurt()",
        "\" style=\"background:url(//attacker.example/x)",
        "&lt;script&gt;hurt()&lt;/script&gt;",
        "\u{202e}<script>hurt()</script>\u{202c}",
        "<scr\u{0}ipt>hurt()</script>",
        "../../../etc/passwd",
    ];
    let lines = payloads.iter().enumerate().map(|(nth, payload)| {
        json!({
            "id": format!("hostile/{nth}/{payload}"),
            "title": format!("{payload} said Mayor Ruth Sandoe"),
            "publisher": format!("{payload} Gazette"),
            "url": format!("javascript:hurt()//{payload}"),
            "date": "2023-04-02",
            "text": format!(
                "😀 {payload}\n\nRuth Sandoe {payload} said on Monday that Thora Quillan was told. {payload} Police arrested Jonas Weil."
            ),
        })
        .to_string()
    });
    let scene = Scene::new();
    let lines = lines.collect::<Vec<_>>().join("\n");
    assert_eq!(scene.fed(&["add", "hostile", "--from", "jsonl"], &lines).status, 0);
    scene.clew(&["note", "hostile", "add", "<script>hurt()</script>"]);
    scene.clew(&["site", "hostile", "site"]);
    let site = files(&scene.path("site"));
    check_links(&site);
    pages(&site).for_each(|(path, page)| check_harmless(path, page));
    let documents = pages(&site).filter(|(path, _)| path.starts_with("documents/"));
    assert_eq!(
        documents.filter(|(_, page)| page.contains("hurt()") || page.contains("passwd")).count(),
        payloads.len()
    );
}
