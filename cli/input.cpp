#include "input.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <iostream>
#include <iterator>

namespace dragoman::cli {

Result<std::string> read_input(const std::string& path) {
    if (path == "-") return std::string(std::istreambuf_iterator<char>(std::cin), {});
    std::FILE* file = std::fopen(path.c_str(), "rb");
    if (!file) return Error{std::strerror(errno), path, "Give the path of a readable file, or - for standard input."};
    std::string bytes;
    char block[1 << 16];
    std::size_t n;
    while ((n = std::fread(block, 1, sizeof block, file)) > 0) bytes.append(block, n);
    const bool failed = std::ferror(file) != 0;
    std::fclose(file);
    if (failed)
        return Error{"could not be read to its end (is it a folder?)", path,
                     "For folders use: dragoman ingest " + path + " --into FILE.duckdb"};
    return bytes;
}

void complain(const Error& error) { std::cerr << "dragoman: " << error.message() << "\n"; }

}  // namespace dragoman::cli
