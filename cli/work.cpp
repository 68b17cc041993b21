// dragoman work: stories in on standard input, records or their rows out on standard output, in the same order.
//
// One reader (the main thread) hands lines to workers and prints what is done, oldest first. At most
// `window` stories are under way, so memory stays flat whatever the input's length.
#include <condition_variable>
#include <deque>
#include <iostream>
#include <mutex>
#include <thread>

#include "commands.h"
#include "dragoman/engine.h"
#include "engine.h"
#include "input.h"
#include "record/fields.h"
#include "record/record.h"
#include "record/scalars.h"
#include "story/story.h"

namespace dragoman::cli {
namespace {

struct Job {
    std::string line;
    std::string answer;
    long number = 0;
    bool done = false, failed = false;
};

std::string json_text(std::string_view text) {
    std::string out = "\"";
    for (char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
    return out + "\"";
}

/// The rows of one of the record's lists, a line each, behind the id of their story; empty when there are none.
std::string rows_of(const Record& record, std::string_view list) {
    std::string lines, story = "{\"story_id\":";
    record::append_json_string(story, record.story.id);
    record::each_field<Record>([&]<class V>(const record::Field<Record, V>& field) {
        if constexpr (requires(V rows) { rows.begin()->evidence; })
            if (field.name == list)
                for (const auto& row : record.*field.member)
                    lines += (lines.empty() ? "" : "\n") + story + ',' + record::row_json(row).substr(1);
    });
    return lines;
}

class Line {
public:
    Line(const Engine& engine, int jobs, std::string rows, DocumentType document)
        : engine_(engine), rows_(std::move(rows)), document_(document), window_(static_cast<std::size_t>(jobs) * 4) {
        for (int i = 0; i < jobs; ++i) workers_.emplace_back([this] { work(); });
        printer_ = std::thread([this] { print(); });
    }

    void give(std::string line, long number) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return jobs_.size() < window_ || broken_; });
        jobs_.push_back(std::make_shared<Job>());
        jobs_.back()->line = std::move(line);
        jobs_.back()->number = number;
        waiting_.push_back(jobs_.back());
        changed_.notify_all();
    }

    bool broken() {
        std::lock_guard lock(mutex_);
        return broken_;
    }

    /// Waits for the rest; true when every story was read.
    bool finish() {
        {
            std::lock_guard lock(mutex_);
            closed_ = true;
        }
        changed_.notify_all();
        for (auto& w : workers_) w.join();
        printer_.join();
        return !failed_;
    }

private:
    std::string answer_to(const Record& record) const {
        return rows_.empty() ? record::to_json(record) : rows_of(record, rows_);
    }

    void work() {
        for (;;) {
            std::shared_ptr<Job> job;
            {
                std::unique_lock lock(mutex_);
                changed_.wait(lock, [&] { return !waiting_.empty() || closed_; });
                if (waiting_.empty()) return;
                job = waiting_.front();
                waiting_.pop_front();
            }
            auto story = story::parse_json(job->line, "line " + std::to_string(job->number));
            job->failed = !story;
            if (story) story->document = document_;
            job->answer = story ? answer_to(engine_.read(*story))
                                : "{\"error\": " + json_text(story.error().what) +
                                      ", \"line\": " + std::to_string(job->number) + "}";
            std::lock_guard lock(mutex_);
            job->done = true;
            changed_.notify_all();
        }
    }

    void print() {
        for (;;) {
            std::shared_ptr<Job> job;
            bool last = false;
            {
                std::unique_lock lock(mutex_);
                changed_.wait(lock,
                              [&] { return (!jobs_.empty() && jobs_.front()->done) || (closed_ && jobs_.empty()); });
                if (jobs_.empty()) return;
                job = jobs_.front();
                jobs_.pop_front();
                last = jobs_.empty() || !jobs_.front()->done;
                failed_ |= job->failed;
            }
            changed_.notify_all();
            if (!job->answer.empty()) std::cout << job->answer << '\n';
            if (last) std::cout.flush();  // whoever asks one story at a time gets the answer at once
            if (!std::cout) {
                std::lock_guard lock(mutex_);
                broken_ = true;
                changed_.notify_all();
            }
        }
    }

    const Engine& engine_;
    const std::string rows_;  ///< which list of the record; empty: all of it
    const DocumentType document_;
    std::size_t window_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::shared_ptr<Job>> jobs_, waiting_;
    bool closed_ = false, failed_ = false, broken_ = false;
    std::vector<std::thread> workers_;
    std::thread printer_;
};

struct WorkOptions {
    int jobs = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
    std::string rows;
    DocumentType document = DocumentType::news;
    std::vector<std::string> knowledge;
};

int run(const WorkOptions& o) {
    const auto engine = load_engine(o.knowledge);
    if (!engine) return complain(engine.error()), 2;
    Line line(*engine, o.jobs, o.rows, o.document);
    std::string text;
    long number = 0;
    while (!line.broken() && std::getline(std::cin, text)) {
        ++number;
        if (text.find_first_not_of(" \t\r") != std::string::npos) line.give(std::move(text), number);
        text.clear();
    }
    return line.finish() ? 0 : 1;
}

}  // namespace

void add_work(Commands& commands) {
    auto* command = commands.app.add_subcommand(
        "work", "Read stories as JSON lines on standard input, write records as JSON lines in the same order");
    auto options = std::make_shared<WorkOptions>();
    command->add_option("--jobs", options->jobs, "Stories read at a time")
        ->check(CLI::Range(1, 256))
        ->default_str("one a core");
    command
        ->add_option("--rows", options->rows,
                     "Write the rows of one kind, a line each behind its story_id, instead of records")
        ->type_name("KIND")
        ->check(CLI::IsMember({"statements", "stances", "events", "figures", "commitments", "groups"}));
    add_document_option(*command, options->document);
    add_knowledge_option(*command, options->knowledge);
    command->footer(
        "A line that is no story gives {\"error\": …, \"line\": N} and exit code 1 at the end.\n\nExample:\n  dragoman "
        "work --jobs 2 < stories.jsonl\n  dragoman work --rows events < stories.jsonl");
    command->callback([&commands, options] { commands.run = [options] { return run(*options); }; });
}

}  // namespace dragoman::cli
