// NITF 3: head/docdata says what the story is, body.head its headline and byline, body.content the story.
#include "story/agency/item.h"
#include "story/markup/prose.h"

namespace dragoman::story::agency {
namespace {

/// A byline's own characters, without the title in <byttl>; those of <person> alone where there are any.
void read_byline(const markup::Tree& tree, int byline, std::vector<std::string>& authors) {
    std::string persons, line;
    for (int at = tree.child(byline, ""); at >= 0; at = tree.child(byline, "", at)) {
        if (tree[at].local == "person") persons += (persons.empty() ? "" : ";") + tree.line(at);
    }
    std::string_view rest = tree.inner(byline);
    markup::Scanner scanner(rest);
    int titles = 0;
    for (markup::Token token; scanner.next(token);) {
        if (markup::local_name(token.name) == "byttl" && !token.closed) {
            if (token.kind == markup::Token::start) ++titles;
            if (token.kind == markup::Token::end) --titles;
        }
        if (titles == 0 && token.kind == markup::Token::text) line += markup::decoded(token.characters);
    }
    if (markup::trimmed(line).empty()) line = tree.line(byline);
    for (auto& author : authors_of(persons.empty() ? line : persons)) authors.push_back(std::move(author));
}

}  // namespace

void read_nitf(const markup::Tree& tree, int nitf, Item& item) {
    Story& story = item.story;
    const int head = tree.child(nitf, "head"), data = tree.child(head, "docdata"), body = tree.child(nitf, "body");
    const int body_head = tree.child(body, "body.head"), id = tree.child(data, "doc-id"),
              publication = tree.child(head, "pubdata");
    fill(item.no_story, refused(tree.attribute(data, "management-status")));

    fill(story.id, tree.attribute(id, "id-string"));
    fill(story.title, tree.line(tree.path(body_head, {"hedline", "hl1"})));
    fill(story.title, tree.line(tree.child(body_head, "hedline")));
    fill(story.title, tree.line(tree.child(head, "title")));
    fill_date(story, tree.attribute(tree.child(data, "date.issue"), "norm"));
    fill_date(story, tree.attribute(tree.child(data, "date.release"), "norm"));
    fill_date(story, tree.attribute(tree.path(body_head, {"dateline", "story.date"}), "norm"));
    fill_date(story, tree.attribute(publication, "date.publication"));
    if (story.authors.empty())
        for (int at = tree.child(body_head, "byline"); at >= 0; at = tree.child(body_head, "byline", at))
            read_byline(tree, at, story.authors);
    fill(story.source, tree.attribute(publication, "name"));
    fill(story.source, tree.line(tree.child(body_head, "distributor")));
    fill(story.source, tree.attribute(tree.child(data, "doc.copyright"), "holder"));
    fill(story.source, tree.attribute(id, "regsrc"));
    fill(story.section, tree.attribute(publication, "position.section"));
    const int subject = tree.below(head, "tobject.subject");
    fill(story.section, tree.attribute(subject, "tobject.subject.type"));
    fill(story.section, tree.attribute(subject, "tobject.subject.matter"));
    fill(story.url, tree.attribute(publication, "ex-ref"));
    fill(story.text, markup::prose(tree.inner(tree.child(body, "body.content"))));
}

}  // namespace dragoman::story::agency
