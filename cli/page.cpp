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

std::string as_json(const story::page::Page& page) {
    std::string json = "{\n \"paragraphs\": [";
    const char* comma = "\n";
    for (const auto& paragraph : page.body.paragraphs) {
        json += std::string(comma) + "  {\"kind\": \"" + name_of(paragraph.kind) + "\", \"text\": ";
        record::append_json_string(json, paragraph.text);
        json += ", \"spans\": [";
        for (const Span span : paragraph.spans)
            json +=
                (json.back() == '[' ? "[" : ", [") + std::to_string(span.begin) + ", " + std::to_string(span.end) + "]";
        json += "]}";
        comma = ",\n";
    }
    return json + "\n ]\n}\n";
}

std::string as_text(const story::page::Page& page) {
    std::string text;
    for (const auto& paragraph : page.body.paragraphs) {
        const std::string bytes =
            std::to_string(paragraph.spans.front().begin) + "-" + std::to_string(paragraph.spans.back().end);
        text += bytes + "\t" + name_of(paragraph.kind) + "\t" + paragraph.text + "\n";
    }
    return text;
}

int run(const Options& o) {
    const auto bytes = read_input(o.file);
    if (!bytes) return complain(bytes.error()), 2;
    const auto page = story::page::read_page(*bytes, {.where = o.file});
    std::cout << (o.format == "json" ? as_json(page) : as_text(page));
    std::cout.flush();
    if (!page.body.paragraphs.empty()) return 0;
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
        ->add_option("--format", options->format,
                     "text (a line a paragraph: first and last byte of the page, kind, text), json (every span)")
        ->check(CLI::IsMember({"text", "json"}));
    command->footer(
        "Navigation, captions, bylines, share bars, advertising, related stories and comments are left out. This is "
        "the text that\ndragoman read and ingest take; positions count bytes of the file. Kinds: text, heading, item, "
        "row (cells parted by tabs), quote, code.\n\nExample:\n  dragoman page tests/pages/harbour.html");
    command->callback([&commands, options] { commands.run = [options] { return run(*options); }; });
}

}  // namespace dragoman::cli
