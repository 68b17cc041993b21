// How fast raw text becomes trees and names on one core, with each instruction set.
//
//     dragoman_annotation_speed TEXT [WEIGHTS]      documents parted by blank lines; processor time, best of three
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "annotation/annotation.h"
#include "annotation/encoder/kernels.h"
#include "knowledge/knowledge.h"
#include "text/text.h"

namespace {

double processor_seconds() {
    timespec t{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

std::string read_file(const char* path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// About as long as news stories: paragraphs gathered to 2,500 bytes.
std::vector<std::string> documents(const std::string& text) {
    std::vector<std::string> all(1);
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find("\n\n", at), text.size());
        if (all.back().size() > 2500) all.emplace_back();
        all.back().append(text, at, end - at) += "\n\n";
        at = end + 2;
    }
    return all;
}

}  // namespace

int main(int argc, char** argv) {
    using namespace dragoman;
    if (argc < 2) return std::fprintf(stderr, "usage: dragoman_annotation_speed TEXT [WEIGHTS]\n"), 2;
    const std::vector<std::string> stories = documents(read_file(argv[1]));
    const Knowledge knowledge = Knowledge::embedded();
    std::string file;  // arrays in it must begin at multiples of 64 bytes
    std::string_view weights = embedded_model("encoder.bin");
    if (argc > 2) {
        const std::string bytes = read_file(argv[2]);
        file.resize(bytes.size() + 64);
        char* begin = file.data() + (64 - reinterpret_cast<std::uintptr_t>(file.data()) % 64) % 64;
        std::copy(bytes.begin(), bytes.end(), begin);
        weights = {begin, bytes.size()};
    }
    double start = processor_seconds();
    const auto model = annotation::Model::load(weights, knowledge.table("lemmas"));
    std::printf("%zu documents; weights %s, %.1f MB, loaded in %.0f ms\n", stories.size(),
                model.usable() ? model.version().c_str() : "unusable", static_cast<double>(weights.size()) / 1e6,
                1e3 * (processor_seconds() - start));
    const annotation::Kernels* sets[3];
    for (int k = annotation::available_kernels(sets) - 1; k >= 0; --k) {
        double best = 1e9, splitting = 1e9;
        std::size_t words = 0, names = 0;
        for (int round = 0; round < (k == 0 ? 1 : 3); ++round) {
            words = names = 0;
            double text_time = 0;
            const double from = processor_seconds();
            for (const std::string& story : stories) {
                const double before = processor_seconds();
                const Text text = text::prepare(story);
                text_time += processor_seconds() - before;
                const Annotation a = annotation::annotate(text, model, {}, sets[k]);
                words += text.tokens.size(), names += a.names.size();
            }
            best = std::min(best, processor_seconds() - from), splitting = std::min(splitting, text_time);
        }
        std::printf("%-11s %8.0f words/s; of it text %4.1f %%; %zu words, %zu names\n", sets[k]->name,
                    static_cast<double>(words) / best, 100 * splitting / best, words, names);
    }
    return 0;
}
