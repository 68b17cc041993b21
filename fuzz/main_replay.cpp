// Runs every file of the corpus through its target once, without a fuzzer: main_replay CORPUS [TARGET].
// The name of a file is printed before it runs, to standard error and at once, so that a crash names its case.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "targets.h"

namespace fs = std::filesystem;

int main(int count, char** arguments) {
    if (count < 2) return std::fputs("main_replay CORPUS [TARGET]\n", stderr), 2;
    int ran = 0, bare = 0;
    for (const auto& target : dragoman::fuzz::targets()) {
        if (count > 2 && target.name != arguments[2]) continue;
        std::vector<fs::path> files;
        const fs::path folder = fs::path(arguments[1]) / target.name;
        if (fs::is_directory(folder))
            for (const auto& entry : fs::directory_iterator(folder)) files.push_back(entry.path());
        std::sort(files.begin(), files.end());
        if (files.empty()) ++bare, std::fprintf(stderr, "no cases for %s\n", std::string(target.name).c_str());
        for (const auto& file : files) {
            std::ifstream stream(file, std::ios::binary);
            const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
            std::fprintf(stderr, "%s\n", file.c_str());
            target.run(bytes);
            ++ran;
        }
    }
    std::printf("%d cases held\n", ran);
    return ran == 0 || bare > 0;
}
