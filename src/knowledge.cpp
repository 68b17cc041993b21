#include "knowledge.h"

#include "sha256.h"

// The index of embedded files is written by cmake/embed.cmake.
namespace dragoman::embedded {
struct File {
    const char* name;
    const unsigned char* begin;
    const unsigned char* end;
};
extern const File knowledge[];
extern const int knowledge_count;
extern const File models[];
extern const int models_count;
}  // namespace dragoman::embedded

namespace dragoman {
namespace {

std::string_view bytes_of(const embedded::File& file) {
    return {reinterpret_cast<const char*>(file.begin), static_cast<std::size_t>(file.end - file.begin)};
}

}  // namespace

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    while (!text.empty()) {
        const std::size_t at = text.find(separator);
        parts.push_back(text.substr(0, at));
        if (at == std::string_view::npos) break;
        text.remove_prefix(at + 1);
    }
    return parts;
}

Table::Table(std::string_view name, std::string_view text) : name_(name) {
    for (std::string_view line : split(text, '\n')) {
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (line.empty() || line.front() == '#') continue;
        if (columns_.empty())
            columns_ = split(line, '\t');
        else
            rows_.push_back(split(line, '\t'));
    }
}

int Table::column(std::string_view name) const {
    for (std::size_t i = 0; i < columns_.size(); ++i)
        if (columns_[i] == name) return static_cast<int>(i);
    return -1;
}

std::string_view Table::at(int row, int column) const {
    const auto& fields = rows_[row];
    return column < 0 || column >= static_cast<int>(fields.size()) ? std::string_view() : fields[column];
}

Knowledge Knowledge::embedded() {
    Knowledge knowledge;
    std::string all;
    for (int i = 0; i < embedded::knowledge_count; ++i) {
        const auto& file = embedded::knowledge[i];
        knowledge.tables_.emplace_back(file.name, bytes_of(file));
        all.append(file.name).append("\n").append(bytes_of(file));
    }
    knowledge.version_ = sha256_hex(all).substr(0, 12);
    return knowledge;
}

const Table& Knowledge::table(std::string_view name) const {
    static const Table none("", "");
    for (const Table& table : tables_)
        if (table.name() == name) return table;
    return none;
}

std::string_view embedded_model(std::string_view name) {
    for (int i = 0; i < embedded::models_count; ++i)
        if (embedded::models[i].name == name) return bytes_of(embedded::models[i]);
    return {};
}

}  // namespace dragoman
