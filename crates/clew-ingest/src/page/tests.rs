//! What a page's text is, what of it is story, on pages of every kind.

use super::*;
use clew_model::CodePoints;
use proptest::prelude::*;

const FIRST: &str = "Two inspectors knew by April that the Hallam bridge was cracking, according to an internal memo \
    that the city council received and did not answer, two people who have read it said on Wednesday.";
const SECOND: &str = "At least nine people were killed on Monday, when the bridge fell into the river in the morning. \
    The police said that the number could rise, and that divers were still searching the river below the town.";
const THIRD: &str = "Jonas Weil, the city's chief engineer, was told in plain words and chose to wait, an official said. \
    Mr Weil denies this, and has asked for the minutes of the meeting to be published in full before the inquiry.";

fn page(body: &str) -> Reading {
    read_page(format!("<!doctype html><title>Cracks</title><body>{body}").as_bytes(), None, None)
}

fn story_of(reading: &Reading) -> String {
    let points = CodePoints::new(&reading.text);
    let mut story = String::new();
    let mut at = 0;
    for span in reading.furniture.iter().chain([&Span::new(points.len(), points.len())]) {
        story.push_str(points.slice(Span::new(at, span.start)));
        at = span.end;
    }
    story
}

/// Blank lines between the blocks of the story, one line each.
fn check_story(body: &str, expected: &[&str]) {
    let reading = page(body);
    let story = story_of(&reading);
    let blocks: Vec<&str> = story.split("\n\n").map(str::trim).filter(|block| !block.is_empty()).collect();
    assert_eq!(blocks, expected, "whole text:\n{}", reading.text);
}

fn check_text(body: &str, expected: &str) {
    assert_eq!(page(body).text, expected, "{body}");
}

#[test]
fn blocks_are_joined_by_blank_lines_and_white_space_collapses() {
    check_text("<p>One\n  two</p><p>three\u{a0}four</p>", "One two\n\nthree four");
    check_text("<div>Loose words<p>A paragraph</p>and more</div>", "Loose words\n\nA paragraph\n\nand more");
    check_text("<p>An <b>in</b>line <a href=x>link</a>, <i> kept </i>.</p>", "An inline link, kept .");
    check_text("<ul><li>One<li>Two</ul>", "One\n\nTwo");
}

#[test]
fn breaks_are_lines_and_two_of_them_end_a_block() {
    check_text("<p>10 High Street<br>Varn</p>", "10 High Street\nVarn");
    check_text("One.<br><br>Two.<br>\n<br>Three.<br>", "One.\n\nTwo.\n\nThree.");
}

#[test]
fn preformatted_lines_stay() {
    check_text("<pre>From  A\n  to B\n</pre><p>after</p>", "From  A\n  to B\n\nafter");
}

#[test]
fn a_table_of_words_is_a_block_with_a_line_for_each_row() {
    check_text(
        "<table><caption>Calls</caption><tr><th>When<th>Who<tr><td>7:40<td>A <b>B</b></table>",
        "Calls\n\nWhen\tWho\n7:40\tA B",
    );
    check_text("<table><tr><td><p>One</p><p>Two</p><td>Three</table>", "One\n\nTwo\n\nThree");
    check_text("<table><tr><td><td>x<td></td></tr><tr style='display:none'><td>hidden</table>", "x");
}

#[test]
fn what_nobody_sees_is_left_out() {
    check_text(
        "<p hidden>a</p><p style='color:red; display : none !important'>b</p><template>c</template><script>d</script>
         <style>e</style><noscript>f</noscript><!-- g --><dialog>h</dialog><svg><title>i</title></svg><p aria-hidden=true>seen</p>",
        "seen",
    );
}

#[test]
fn entities_and_foreign_scripts_are_characters() {
    check_text("<p>K&ouml;be &#x2014; &quot;n&eacute;&quot; 漢字 &amp; 😀</p>", "Köbe — \"né\" 漢字 & 😀");
}

#[test]
fn furniture_is_marked_and_kept() {
    let body = format!(
        "<nav><a href=/>Home</a> <a href=/news>News</a></nav><div class=article><h1>Cracks</h1><p class=byline>By Ann Lee</p>
         <p>{FIRST}</p><figure><img src=x><figcaption>The bridge in 2019. Photo: Varn Gazette</figcaption></figure><p>{SECOND}</p>
         <div class=newsletter-signup><p>Get the morning briefing by e-mail, free of charge, every day of the week.</p></div>
         <p>{THIRD}</p><p><a href=/other>Read more about the inquiry into the bridge</a></p></div>
         <footer>© 2021 Varn Gazette</footer>"
    );
    check_story(&body, &[FIRST, SECOND, THIRD]);
    let reading = page(&body);
    assert!(
        reading.text.starts_with("Home News\n\nCracks\n\nBy Ann Lee") && reading.text.ends_with("© 2021 Varn Gazette")
    );
    assert_eq!(reading.authors, ["Ann Lee"]);
}

#[test]
fn comments_of_readers_are_furniture() {
    let body = format!(
        "<article><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></article>
         <section id=comments><h3>2 comments</h3><p>I always said that this bridge was not safe, and nobody would listen to us.</p></section>"
    );
    check_story(&body, &[FIRST, SECOND, THIRD]);
}

#[test]
fn quotations_headings_and_corrections_are_story() {
    let memo = "The cracks in the third pier are growing.";
    let correction = "Correction: an earlier version gave a wrong toll.";
    let body = format!(
        "<div class=story><p>{FIRST}</p><blockquote class=memo>{memo}</blockquote><p>{SECOND}</p><h2>What the engineer knew</h2><p>{THIRD}</p>
         <p>{correction}</p></div>"
    );
    check_story(&body, &[FIRST, memo, SECOND, "What the engineer knew", THIRD, correction]);
}

#[test]
fn a_post_quoted_in_the_story_is_story() {
    let quoted = "The bridge is safe. — City of Varn (@varn) June 1, 2021";
    let body = format!(
        "<div class=story><p>{FIRST}</p><p>{SECOND}</p><div class=social-embed><blockquote><p>{quoted}</p></blockquote></div><p>{THIRD}</p></div>"
    );
    check_story(&body, &[FIRST, SECOND, quoted, THIRD]);
}

#[test]
fn words_shown_once_more_and_the_story_in_short_are_furniture() {
    check_story(
        &format!(
            "<div class=story><ul class=highlights><li>Nine dead<li>Memo of April</ul><p>{FIRST}</p><p>{SECOND}</p>
            <div class=pull><blockquote><p>Told in plain words</p></blockquote></div>
            <blockquote class=pullquote>Chose to wait</blockquote><p class=pull-right>{THIRD}</p></div>"
        ),
        &[FIRST, SECOND, THIRD],
    );
}

#[test]
fn a_very_short_report_is_a_story() {
    let report = "VARN (Norden Press) - A bridge fell on Monday. Nine people died.";
    check_story(&format!("<nav><a href=/>Home</a></nav><h1>Cracks</h1><p>{report}</p>"), &[report]);
}

#[test]
fn a_live_blog_keeps_all_its_entries() {
    let body = format!(
        "<h1>Cracks</h1><div class=live><article><h3>14:05</h3><p>{FIRST}</p></article><article><h3>13:50</h3><p>{SECOND}</p></article>
         <article><h3>13:10</h3><p>{THIRD}</p></article></div>"
    );
    check_story(&body, &["14:05", FIRST, "13:50", SECOND, "13:10", THIRD]);
}

#[test]
fn a_forum_keeps_all_its_posts() {
    let post = |who: &str, words: &str| {
        format!("<div class=post><div class=poster>{who}</div><div class=message>{words}</div></div>")
    };
    let story = story_of(&page(&format!(
        "<h1>Cracks</h1><div id=thread>{}{}{}</div>",
        post("ann", FIRST),
        post("max", SECOND),
        post("eva", THIRD)
    )));
    assert!([FIRST, SECOND, THIRD].iter().all(|post| story.contains(post)), "{story}");
}

#[test]
fn a_thread_of_comments_is_the_story_where_there_is_no_other() {
    let post = |words: &str| format!("<div class=comment><p>{words}</p></div>");
    check_story(
        &format!("<h1>Cracks</h1><div>{}{}{}</div>", post(FIRST), post(SECOND), post(THIRD)),
        &[FIRST, SECOND, THIRD],
    );
}

#[test]
fn a_press_release_keeps_its_dateline_and_loses_its_contact_form() {
    let dated = format!("VARN, June 10, 2021 - {FIRST}");
    let body = format!(
        "<form id=aspnet><div class=release><h1>Cracks</h1><p>{dated}</p><p>{SECOND}</p><p>{THIRD}</p></div>
         <form class=contact><label>Name</label><button>Send</button></form></form>"
    );
    check_story(&body, &[&dated, SECOND, THIRD]);
    assert_eq!(page(&body).published.map(|published| published.basis), Some(Basis::Text));
}

#[test]
fn a_stub_before_a_paywall_is_a_story() {
    let body = format!(
        "<article><h1>Cracks</h1><p>{FIRST}</p></article><div class=paywall><p>Subscribe to read on.</p><p>Already a member? Log in.</p></div>"
    );
    check_story(&body, &[FIRST]);
}

#[test]
fn a_page_without_a_story_has_no_furniture() {
    let reading = page("<nav><a href=/a>One</a></nav><footer>© 2021</footer>");
    assert_eq!((reading.text.as_str(), reading.furniture.as_slice()), ("One\n\n© 2021", &[][..]));
    assert_eq!(page("").text, "");
}

#[test]
fn the_facts_of_a_saved_page_are_read() {
    let html = format!(
        "<!-- saved from url=(0030)https://gazette.example/cracks -->\n<html lang=en-GB><title>Cracks seen | Varn Gazette</title>
         <h1>Cracks seen</h1><p>By Ann Lee</p><p>Published: 10/06/2021</p><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"
    );
    let reading = read_page(html.as_bytes(), None, None);
    assert_eq!(reading.title.as_deref(), Some("Cracks seen"));
    assert_eq!(reading.publisher.as_deref(), Some("Varn Gazette"));
    assert_eq!(reading.authors, ["Ann Lee"]);
    assert_eq!(reading.url.as_deref(), Some("https://gazette.example/cracks"));
    assert_eq!(reading.language.as_deref(), Some("en"));
    let day = Interval::day(jiff::civil::date(2021, 6, 10));
    assert_eq!(reading.published, Some(Published { interval: day, basis: Basis::Text }));
}

#[test]
fn deep_and_long_pages_are_read() {
    let deep = format!("{}<p>{FIRST}</p>", "<div>".repeat(100_000));
    assert_eq!(page(&deep).text, FIRST);
    let spans = format!("{}{FIRST}", "<span><i>".repeat(50_000));
    assert_eq!(page(&spans).text, FIRST);
    let tables = format!("{}{FIRST}", "<table><tr><td>".repeat(20_000));
    assert_eq!(page(&tables).text, FIRST);
}

#[test]
fn a_mark_of_ours_in_the_page_is_no_mark() {
    let forged =
        format!("<div class=story><p>{FIRST}</p><p {}=0>{SECOND}</p><p>{THIRD}</p></div><p>x</p>", render::MARK);
    assert!(story_of(&page(&forged)).contains(SECOND));
}

proptest! {
    #[test]
    fn any_markup_gives_spans_in_order_inside_the_text(
        parts in proptest::collection::vec("<(p|div|table|tr|td|li|a href=x|b|h1|pre|br|script|figure|nav)>|</(p|div|table|td|a|b|pre)>|é{1,3}|word |&amp;|<!--|-->|<|\"", 0..60)
    ) {
        let reading = page(&parts.concat());
        let length = reading.text.chars().count() as u32;
        let mut at = 0;
        for (nth, span) in reading.furniture.iter().enumerate() {
            prop_assert!(span.start < span.end && span.end <= length && (nth == 0 || span.start > at), "{:?}", reading.furniture);
            at = span.end;
        }
        prop_assert_eq!(&page(&parts.concat()), &reading);
    }

    #[test]
    fn any_bytes_are_a_page(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = read_page(&bytes, None, None);
    }
}
