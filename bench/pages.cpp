// Web pages → their bodies, many in one process: what bench/pages.py scores and times.
//
//     ls *.html | dragoman_pages            {"file": …, "text": …} a line
//     ls *.html | dragoman_pages --time     seconds of processor time for all of them, files read before
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

}  // namespace

int main(int argc, char**) {
    std::vector<std::string> names, pages;
    for (std::string name; std::getline(std::cin, name);) {
        std::ifstream file(name, std::ios::binary);
        std::ostringstream bytes;
        bytes << file.rdbuf();
        names.push_back(name);
        pages.push_back(std::move(bytes).str());
    }
    const bool timing = argc > 1;
    const std::clock_t start = std::clock();
    for (std::size_t i = 0; i < pages.size(); ++i) {
        const auto page = dragoman::story::page::read_page(pages[i], {});
        const std::string text = dragoman::story::page::text_of(page.body);
        if (!timing) std::cout << "{\"file\": " << quoted(names[i]) << ", \"text\": " << quoted(text) << "}\n";
    }
    if (timing) std::cout << static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC << "\n";
}
