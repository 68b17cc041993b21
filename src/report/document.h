// A report as a document: sentences, quotations and charts, each with the references it rests on. What renders it
// knows nothing of stores, and what gathers it nothing of Markdown or HTML.
#pragma once

#include <string>
#include <vector>

namespace dragoman::report {

/// A passage of a story that the report rests on. All of it is text of documents: nothing in it may become markup.
struct Reference {
    std::string story, source, title, url, day, words;
};

/// Numbers of references, from 1 on.
using References = std::vector<int>;

struct Sentence {
    std::string text;
    References references;
};

/// Who did or said what, and the words: "2014-05-21 | CHN → RUS, SUPPORT | “signed …” [3]".
struct Item {
    std::string when, who, what, quote, tail;
    References references;
};

struct Table {
    std::vector<std::string> columns;
    std::vector<std::vector<std::string>> rows;
    bool numbers = true;  ///< all but the first column
};

/// A chart for HTML; where none can be shown its table stands for it.
struct Chart {
    std::string svg;
    Table table;
    std::string caption;
};

struct Section {
    std::string heading;
    std::vector<Sentence> sentences;
    std::vector<Chart> charts;
    std::vector<Item> items;
    std::vector<Table> tables;
};

struct Document {
    std::string title, subtitle;
    std::vector<Section> sections;
    std::vector<Reference> references;
    std::vector<std::string> method;
};

/// GitHub's Markdown. Every character of a document is inert in it.
std::string markdown(const Document& document);

/// One HTML file without scripts or anything fetched; light, dark and print. Every character of a document is inert.
std::string html(const Document& document);

}  // namespace dragoman::report
