// dragoman page: what a web page's article says, and which bytes of the page say it.
#include "story/page/page.h"

#include <iostream>

#include "commands.h"
#include "input.h"
#include "record/scalars.h"

namespace dragoman::cli {
namespace {

struct Options {
    std::string file, format = "text";
};

using story::page::name_of;

const char* name_of(story::page::Paragraph::Kind kind) {
    using Kind = story::page::Paragraph::Kind;
    switch (kind) {
        case Kind::heading:
            return "heading";
        case Kind::item:
            return "item";
        case Kind::row:
            return "row";
        case Kind::quote:
            return "quote";
        case Kind::code:
            return "code";
        default:
            return "text";
    }
}

/// What the page says of the article besides its text; empty ones left out.
std::vector<std::pair<const char*, const story::page::Found*>> fields_of(const story::page::Metadata& m) {
    std::vector<std::pair<const char*, const story::page::Found*>> fields = {
        {"title", &m.title}, {"published", &m.published}, {"modified", &m.modified},  {"section", &m.section},
        {"site", &m.site},   {"language", &m.language},   {"canonical", &m.canonical}};
    std::erase_if(fields, [](const auto& field) { return field.second->empty(); });
    return fields;
}

std::string as_json(const story::page::Page& page) {
    std::string json = "{\n \"encoding\": ";
    record::append_json_string(json, page.decoded->encoding());
    for (const auto& [name, found] : fields_of(page.metadata)) {
        json += std::string(",\n \"") + name + "\": {\"value\": ";
        record::append_json_string(json, found->value);
        json += ", \"from\": \"" + std::string(name_of(found->from)) + "\"";
        if (found->end) {
            const Span span = page.in_bytes({found->begin, found->end});
            json += ", \"span\": [" + std::to_string(span.begin) + ", " + std::to_string(span.end) + "]";
        }
        json += "}";
    }
    if (!page.metadata.authors.empty()) {
        json += ",\n \"authors\": {\"value\": [";
        for (const std::string& author : page.metadata.authors) {
            if (json.back() != '[') json += ", ";
            record::append_json_string(json, author);
        }
        json += "], \"from\": \"" + std::string(name_of(page.metadata.authors_from)) + "\"}";
    }
    json += ",\n \"paragraphs\": [";
    const char* comma = "\n";
    for (const auto& paragraph : page.body.paragraphs) {
        json += std::string(comma) + "  {\"kind\": \"" + name_of(paragraph.kind) + "\", \"text\": ";
        record::append_json_string(json, paragraph.text);
        json += ", \"spans\": [";
        for (const Span span : paragraph.spans) {
            const Span bytes = page.in_bytes(span);
            json += (json.back() == '[' ? "[" : ", [") + std::to_string(bytes.begin) + ", " +
                    std::to_string(bytes.end) + "]";
        }
        json += "]}";
        comma = ",\n";
    }
    return json + "\n ]\n}\n";
}

std::string as_text(const story::page::Page& page) {
    std::string text;
    const auto line = [&](Span bytes, std::string_view kind, std::string_view said) {
        text += std::to_string(bytes.begin) + "-" + std::to_string(bytes.end) + "\t";
        text += kind;
        text += '\t';
        text += said;
        text += '\n';
    };
    for (const auto& [name, found] : fields_of(page.metadata))
        line(found->end ? page.in_bytes({found->begin, found->end}) : Span{}, name,
             found->value + " (" + std::string(name_of(found->from)) + ")");
    for (const std::string& author : page.metadata.authors)
        line({}, "author", author + " (" + std::string(name_of(page.metadata.authors_from)) + ")");
    for (const auto& paragraph : page.body.paragraphs)
        line(page.in_bytes({paragraph.spans.front().begin, paragraph.spans.back().end}), name_of(paragraph.kind),
             paragraph.text);
    return text;
}

int run(const Options& o) {
    const auto bytes = read_input(o.file);
    if (!bytes) return complain(bytes.error()), 2;
    const auto page = story::page::read_page(*bytes, {.where = o.file});
    std::cout << (o.format == "json" ? as_json(page) : as_text(page));
    std::cout.flush();
    if (!page.body.paragraphs.empty()) return 0;
    if (!page.metadata.linked_body.empty())
        complain({"the page shows no article", o.file, "It carries one in JSON-LD, which dragoman read takes."});
    else
        complain({"the page has no article", o.file, "Is it a story's own page, and not a list of stories?"});
    return 1;
}

}  // namespace

void add_page(Commands& commands) {
    auto* command =
        commands.app.add_subcommand("page", "Print the article of a web page and where in the page it stands");
    auto options = std::make_shared<Options>();
    command->add_option("FILE", options->file, "HTML; - for standard input")->required();
    command
        ->add_option(
            "--format", options->format,
            "text (a line a field or paragraph: first and last byte of the page, kind, text), json (every span)")
        ->check(CLI::IsMember({"text", "json"}));
    command->footer(
        "Navigation, captions, bylines, share bars, advertising, related stories and comments are left out. This is "
        "the text that\ndragoman read and ingest take; positions count bytes of the file. Kinds: text, heading, item, "
        "row (cells parted by tabs), quote, code. Before them stand title, dates, section, site, language, address and "
        "authors, "
        "each with\nwhere the page says it: json-ld, microdata, open-graph, meta, time, visible, url (bytes 0-0: at no "
        "single place).\n\nExample:\n  dragoman page tests/pages/harbour.html");
    command->callback([&commands, options] { commands.run = [options] { return run(*options); }; });
}

}  // namespace dragoman::cli
