// Web pages → their bodies and what they say of them, many in one process: what bench/pages.py and
// bench/page_metadata.py score and time.
//
//     ls *.html | dragoman_pages            {"file": …, "text": …, "title": …, …} a line
//     ls *.html | dragoman_pages --time     seconds of processor time for all of them, files read before
//     ls *.html | dragoman_pages --steps    microseconds a page of each step
//
// A line may go on with a tab and the address that the page was fetched from.
#include <ctime>
#include <fstream>
#include <iostream>
#include <sstream>
#include <vector>

#include "story/page/page.h"

namespace {

std::string quoted(std::string_view text) {
    std::string json = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') json += '\\';
        if (static_cast<unsigned char>(c) < ' ') {
            constexpr char hex[] = "0123456789abcdef";
            json += std::string("\\u00") + hex[c >> 4] + hex[c & 15];
        } else {
            json += c;
        }
    }
    return json + '"';
}

/// Processor time of each step, in turn on every page.
void time_steps(const std::vector<std::string>& pages) {
    using namespace dragoman::story::page;
    constexpr int rounds = 5;
    const std::pair<const char*, int> steps[] = {{"decode", 0}, {"tree", 1}, {"body", 2}, {"metadata", 3}};
    std::clock_t spent[4] = {};
    Tree tree;
    for (int round = 0; round < rounds; ++round)
        for (const std::string& page : pages) {
            std::clock_t at[5] = {std::clock()};
            const Decoded decoded = decode(page, "");
            at[1] = std::clock();
            tree.read(decoded.text());
            at[2] = std::clock();
            const Body body = read_body(tree);
            at[3] = std::clock();
            const Metadata metadata = read_metadata(tree, "", "");
            at[4] = std::clock();
            for (int i = 0; i < 4; ++i) spent[i] += at[i + 1] - at[i];
        }
    for (const auto& [name, i] : steps)
        std::cout << name << "\t"
                  << 1e6 * static_cast<double>(spent[i]) / CLOCKS_PER_SEC / rounds / static_cast<double>(pages.size())
                  << "\n";
}

}  // namespace

int main(int argc, char** argv) {
    std::vector<std::string> names, pages, addresses;
    for (std::string name; std::getline(std::cin, name);) {
        const auto tab = name.find('\t');
        addresses.push_back(tab == std::string::npos ? "" : name.substr(tab + 1));
        name.resize(std::min(tab, name.size()));
        std::ifstream file(name, std::ios::binary);
        std::ostringstream bytes;
        bytes << file.rdbuf();
        names.push_back(name);
        pages.push_back(std::move(bytes).str());
    }
    if (argc > 1 && std::string_view(argv[1]) == "--steps") return time_steps(pages), 0;
    const bool timing = argc > 1;
    const std::clock_t start = std::clock();
    for (std::size_t i = 0; i < pages.size(); ++i) {
        const auto page = dragoman::story::page::read_page(pages[i], {.url = addresses[i]});
        const std::string text = dragoman::story::page::text_of(page.body);
        if (timing) continue;
        const auto& m = page.metadata;
        std::cout << "{\"file\": " << quoted(names[i]) << ", \"text\": " << quoted(text);
        const std::pair<const char*, const dragoman::story::page::Found*> fields[] = {
            {"title", &m.title}, {"published", &m.published}, {"modified", &m.modified},  {"section", &m.section},
            {"site", &m.site},   {"language", &m.language},   {"canonical", &m.canonical}};
        for (const auto& [name, found] : fields)
            std::cout << ", \"" << name << "\": " << quoted(found->value) << ", \"" << name
                      << "_from\": " << quoted(name_of(found->from));
        std::string authors;
        for (const auto& author : m.authors) authors += (authors.empty() ? "" : ", ") + quoted(author);
        std::cout << ", \"authors\": [" << authors << "], \"authors_from\": " << quoted(name_of(m.authors_from))
                  << "}\n";
    }
    if (timing) std::cout << static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC << "\n";
}
