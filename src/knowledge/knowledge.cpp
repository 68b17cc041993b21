#include "knowledge/knowledge.h"

#include <fmt/format.h>

#include <algorithm>

#include "knowledge/overlay.h"
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
extern const char* const knowledge_hash;
extern const File models[];
extern const int models_count;
}  // namespace dragoman::embedded

namespace dragoman {
namespace {

std::string_view bytes_of(const embedded::File& file) {
    return {reinterpret_cast<const char*>(file.begin), static_cast<std::size_t>(file.end - file.begin)};
}

/// "folder/leaders.tsv" → "leaders"
std::string_view table_name(std::string_view file) {
    file.remove_prefix(std::min(file.size(), file.find_last_of("/\\") + 1));
    return file.ends_with(".tsv") ? file.substr(0, file.size() - 4) : file;
}

bool is_utf8(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const auto c = static_cast<unsigned char>(text[i]);
        const std::size_t more = c < 0x80                ? 0
                                 : c >= 0xC2 && c < 0xE0 ? 1
                                 : c >= 0xE0 && c < 0xF0 ? 2
                                 : c >= 0xF0 && c < 0xF5 ? 3
                                                         : 9;
        if (more == 9 || i + more >= text.size() + (more == 0)) return false;
        for (std::size_t k = 1; k <= more; ++k)
            if ((static_cast<unsigned char>(text[i + k]) & 0xC0) != 0x80) return false;
        i += more + 1;
    }
    return true;
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

Table::Table(std::string_view name, std::string_view text, std::string_view file) : name_(name) {
    const char* begin = text.data();
    const auto lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) + 1;
    fields_.reserve(lines + static_cast<std::size_t>(std::count(text.begin(), text.end(), '\t')));
    begins_.reserve(lines + 1), origins_.reserve(lines);
    std::vector<std::string_view> fields;
    for (int number = 1; !text.empty(); ++number) {
        std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(text.size(), line.size() + 1));
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (line.empty()) continue;
        if (line.front() == '#') {
            if (columns_.empty()) head_ = {begin, static_cast<std::size_t>(line.data() + line.size() - begin)};
            continue;
        }
        fields.clear();
        for (std::size_t at; (at = line.find('\t')) != std::string_view::npos; line.remove_prefix(at + 1))
            fields.push_back(line.substr(0, at));
        fields.push_back(line);
        if (columns_.empty())
            columns_ = fields, columns_origin_ = {file, number};
        else
            add(fields, {file, number});
    }
}

Table Table::without_rows() const {
    Table table(name_, {});
    table.head_ = head_;
    table.columns_ = columns_;
    table.columns_origin_ = columns_origin_;
    return table;
}

void Table::add(std::span<const std::string_view> fields, Origin origin) {
    fields_.insert(fields_.end(), fields.begin(), fields.end());
    begins_.push_back(static_cast<std::uint32_t>(fields_.size()));
    origins_.push_back(origin);
}

int Table::column(std::string_view name) const {
    for (std::size_t i = 0; i < columns_.size(); ++i)
        if (columns_[i] == name) return static_cast<int>(i);
    return -1;
}

std::string_view Table::at(int row, int column) const {
    const auto fields = this->fields(row);
    return column < 0 || column >= static_cast<int>(fields.size()) ? std::string_view() : fields[column];
}

Knowledge Knowledge::embedded() { return with({}); }

Knowledge Knowledge::with(std::vector<KnowledgeFile> files) {
    Knowledge knowledge;
    std::vector<std::string_view> all{embedded::knowledge_hash};
    for (int i = 0; i < embedded::knowledge_count; ++i)
        knowledge.tables_.emplace_back(embedded::knowledge[i].name, bytes_of(embedded::knowledge[i]));
    // States first: a row of another table may be of a state that the user adds.
    std::stable_partition(files.begin(), files.end(),
                          [](const KnowledgeFile& file) { return table_name(file.name) == "states"; });
    for (KnowledgeFile& file : files) {
        const KnowledgeFile& kept =
            *knowledge.files_.emplace_back(std::make_unique<const KnowledgeFile>(std::move(file)));
        all.insert(all.end(), {table_name(kept.name), "\n", kept.text});
        knowledge.lay(kept);
    }
    knowledge.version_ = sha256_hex(all).substr(0, 12);
    return knowledge;
}

void Knowledge::lay(const KnowledgeFile& file) {
    const std::string_view name = table_name(file.name);
    const auto under = std::find_if(tables_.begin(), tables_.end(), [&](const Table& t) { return t.name() == name; });
    if (under == tables_.end())
        faults_.push_back(
            {file.name, 0, fmt::format("there is no table \"{}\"; dragoman knowledge list names them", name)});
    else if (!is_utf8(file.text))
        faults_.push_back({file.name, 0, "is not UTF-8"});
    else
        *under = knowledge::laid(*under, Table(under->name(), file.text, file.name), table("states"), faults_);
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
