//! A page of a site: what stands around every page, and words as words.

use std::fmt;

/// The style of every page: the screens' colours and measures, then the site's own rules.
pub const STYLE: &str = concat!(include_str!("../../../../web/src/styles/tokens.css"), "\n", include_str!("site.css"));

/// Pages that every page leads to: path, and what they are called.
const ROOMS: [(&str, &str); 8] = [
    ("index.html", "Overview"),
    ("report.html", "Report"),
    ("events.html", "Events"),
    ("disputes.html", "Disputes"),
    ("knew.html", "Who knew"),
    ("sources.html", "Sources"),
    ("entities.html", "Entities"),
    ("documents.html", "Documents"),
];

/// Words as they stand on a page: never markup, and nothing that steers a screen.
pub struct Text<'w>(pub &'w str);

impl fmt::Display for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut from = 0;
        for (at, c) in self.0.char_indices() {
            let instead = match c {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                '\'' => "&#39;",
                '\n' | '\t' => continue,
                _ if c.is_control() => "",
                _ => continue,
            };
            f.write_str(&self.0[from..at])?;
            f.write_str(instead)?;
            from = at + c.len_utf8();
        }
        f.write_str(&self.0[from..])
    }
}

/// A page on its way.
pub struct Page {
    path: String,
    title: String,
    /// What stands in it, as HTML.
    pub main: String,
}

/// What every page of a site says alike.
pub struct Frame {
    /// What the case is called.
    pub case: String,
    /// What was made, from what, and what was left out: a sentence each.
    pub made: Vec<String>,
}

impl fmt::Write for Page {
    fn write_str(&mut self, html: &str) -> fmt::Result {
        self.main.push_str(html);
        Ok(())
    }
}

impl Page {
    /// An empty page at a path within the site.
    pub fn new(path: impl Into<String>, title: impl Into<String>) -> Self {
        Self { path: path.into(), title: title.into(), main: String::new() }
    }

    /// Where it lies.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The way from this page to the site's own folder.
    fn root(&self) -> String {
        "../".repeat(self.path.matches('/').count())
    }

    /// A link to a path within the site, around HTML.
    pub fn link(&self, path: &str, html: impl fmt::Display) -> String {
        format!("<a href=\"{}{path}\">{html}</a>", self.root())
    }

    /// Adds HTML.
    pub fn add(&mut self, html: impl fmt::Display) {
        use fmt::Write;
        let _ = write!(self, "{html}");
    }

    /// Begins the page: what it is called, what stands above that (HTML), and beneath it (HTML).
    pub fn head(&mut self, above: &str, beneath: &str) {
        let above = if above.is_empty() { String::new() } else { format!("<p class=\"quiet\">{above}</p>\n") };
        let title = Text(&self.title).to_string();
        self.add(format_args!("{above}<h1 class=\"serif\">{title}</h1>\n<p class=\"quiet\">{beneath}</p>\n"));
    }

    /// Adds a part of the page under a heading, where it has anything: HTML.
    pub fn section(&mut self, id: &str, heading: &str, html: &str) {
        if !html.is_empty() {
            let heading = Text(heading);
            self.add(format_args!(
                "<section aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{heading}</h2>\n{html}</section>\n"
            ));
        }
    }

    /// The whole page as HTML.
    pub fn html(&self, frame: &Frame) -> String {
        let (root, case, title) = (self.root(), Text(&frame.case), &self.title);
        let full = if self.path == "index.html" { title.clone() } else { format!("{title} – {}", frame.case) };
        let rooms: String = ROOMS
            .iter()
            .map(|(path, words)| {
                let here = if *path == self.path { " aria-current=\"page\"" } else { "" };
                format!("<li><a href=\"{root}{path}\"{here}>{words}</a></li>\n")
            })
            .collect();
        let made: String = frame.made.iter().map(|said| format!("<p>{}</p>\n", Text(said))).collect();
        format!(
            "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'self' file:; \
             base-uri 'none'; form-action 'none'\">\n\
             <meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"robots\" content=\"noindex\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n\
             <title>{}</title>\n<link rel=\"stylesheet\" href=\"{root}site.css\">\n</head>\n<body>\n\
             <a class=\"skip\" href=\"#main\">To the content</a>\n\
             <header>\n<p class=\"name\"><a href=\"{root}index.html\">{case}</a></p>\n\
             <nav aria-label=\"Pages\">\n<ul>\n{rooms}</ul>\n</nav>\n</header>\n\
             <main id=\"main\" tabindex=\"-1\">\n{}</main>\n<footer>\n{made}</footer>\n</body>\n</html>\n",
            Text(&full),
            self.main
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_documents_are_no_markup_and_steer_nothing() {
        let said = Text("<b onclick='x()'>\"&\u{0}\u{1b}[2J\u{9f}\n").to_string();
        assert_eq!(said, "&lt;b onclick=&#39;x()&#39;&gt;&quot;&amp;[2J\n");
    }

    #[test]
    fn links_lead_from_where_the_page_lies() {
        assert_eq!(Page::new("events/3.html", "Fire").link("site.css", "s"), "<a href=\"../site.css\">s</a>");
        assert_eq!(Page::new("index.html", "Case").link("events/3.html#s1", "s"), "<a href=\"events/3.html#s1\">s</a>");
    }
}
