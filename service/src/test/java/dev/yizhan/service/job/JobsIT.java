package dev.yizhan.service.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.yizhan.service.problem.ProblemException;
import dev.yizhan.service.problem.ProblemType;
import dev.yizhan.service.support.LiveHuangpu;
import dev.yizhan.service.support.TestRecord;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

@TestPropertySource(properties = {"yizhan.jobs.queue=2", "yizhan.jobs.lost-after=5s"})
class JobsIT extends LiveHuangpu {

    @Autowired
    private Jobs jobs;

    private Job asked(String question, JobWork work) {
        return jobs.ask("test", question, "1-test", work).block().job();
    }

    private static String question() {
        return "{\"id\":\"" + UUID.randomUUID() + "\"}";
    }

    private void awaitStatus(Job job, String status) {
        await().atMost(Duration.ofSeconds(15))
                .until(() -> get(200, "/v1/jobs/" + job.id())
                        .at("/status")
                        .asString()
                        .equals(status));
    }

    /// Work that goes on until the latch opens or it is told to stop.
    private static JobWork until(CountDownLatch open) {
        return watch -> {
            watch.at("waiting", 0.5);
            watch.onCancel(open::countDown);
            try {
                open.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return "{}";
        };
    }

    @Test
    void a_job_is_done_once_however_often_it_is_asked_for() {
        AtomicInteger times = new AtomicInteger();
        String question = question();
        JobWork work = _ -> "{\"times\":" + times.incrementAndGet() + "}";
        Job first = asked(question, work);
        awaitStatus(first, "done");
        assertThat(asked(question, work).id()).isEqualTo(first.id());
        JsonNode job = get(200, "/v1/jobs/" + first.id());
        assertThat(job.at("/result/times").asInt()).isEqualTo(1);
        assertThat(job.at("/question/id").asString()).isNotBlank();
        assertThat(job.at("/finished_at").asString()).endsWith("+08:00");
        assertThat(times).hasValue(1);
    }

    @Test
    void only_so_many_jobs_wait_and_one_more_is_told_when_to_come_back() {
        CountDownLatch open = new CountDownLatch(1);
        Job running = asked(question(), until(open));
        Job second = asked(question(), _ -> "{}");
        Job third = asked(question(), _ -> "{}");
        awaitStatus(running, "running");
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> asked(question(), _ -> "{}"))
                .matches(problem -> problem.type() == ProblemType.JOB_QUEUE_FULL && problem.retryAfter() != null);
        assertThat(get(200, "/v1/jobs/" + third.id()).at("/status").asString()).isEqualTo("queued");
        client.delete().uri("/v1/jobs/" + third.id()).exchange().expectStatus().isOk();
        assertThat(get(200, "/v1/jobs/" + third.id()).at("/status").asString()).isEqualTo("cancelled");
        open.countDown();
        awaitStatus(second, "done");
        awaitStatus(asked(question(), _ -> "{}"), "done");
    }

    @Test
    void a_running_job_says_where_it_is_and_is_interrupted_when_cancelled() {
        CountDownLatch open = new CountDownLatch(1);
        Job job = asked(question(), until(open));
        await().atMost(Duration.ofSeconds(10))
                .until(() -> get(200, "/v1/jobs/" + job.id())
                        .at("/stage")
                        .asString("")
                        .equals("waiting"));
        assertThat(get(200, "/v1/jobs/" + job.id()).at("/gap").asDouble()).isEqualTo(0.5);
        client.delete().uri("/v1/jobs/" + job.id()).exchange().expectStatus().isOk();
        awaitStatus(job, "cancelled");
    }

    /// Work that takes no notice of being told to stop.
    private static JobWork deafUntil(CountDownLatch open) {
        return _ -> {
            try {
                open.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return "{\"first\":true}";
        };
    }

    private void cancel(Job job) {
        client.delete().uri("/v1/jobs/" + job.id()).exchange().expectStatus().isOk();
    }

    @Test
    void only_the_job_that_is_worked_on_says_that_it_is_running() {
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch second = new CountDownLatch(1);
        AtomicInteger begun = new AtomicInteger();
        Job one = asked(question(), until(first));
        Job two = asked(question(), until(second));
        Job three = asked(question(), _ -> "{\"begun\":" + begun.incrementAndGet() + "}");
        awaitStatus(one, "running");
        first.countDown();
        awaitStatus(two, "running");
        JsonNode waiting = get(200, "/v1/jobs/" + three.id());
        assertThat(waiting.at("/status").asString()).isEqualTo("queued");
        assertThat(waiting.at("/started_at").isNull()).isTrue();
        cancel(three);
        JsonNode cancelled = get(200, "/v1/jobs/" + three.id());
        assertThat(cancelled.at("/status").asString()).isEqualTo("cancelled");
        assertThat(cancelled.at("/started_at").isNull()).isTrue();
        assertThat(cancelled.at("/finished_at").isNull()).isFalse();
        second.countDown();
        awaitStatus(two, "done");
        awaitStatus(asked(question(), _ -> "{}"), "done");
        assertThat(begun).as("work that was cancelled while it waited").hasValue(0);
    }

    @Test
    void a_cancelled_job_that_waited_leaves_its_place_in_the_queue() {
        CountDownLatch open = new CountDownLatch(1);
        Job running = asked(question(), until(open));
        awaitStatus(running, "running");
        for (int time = 0; time < 5; time++) {
            cancel(asked(question(), _ -> "{}"));
        }
        Job last = asked(question(), _ -> "{}");
        open.countDown();
        awaitStatus(last, "done");
    }

    @Test
    void a_job_that_was_cancelled_while_it_waited_is_done_when_it_is_asked_for_again() {
        CountDownLatch open = new CountDownLatch(1);
        Job running = asked(question(), until(open));
        awaitStatus(running, "running");
        String question = question();
        Job cancelled = asked(question, _ -> "{\"first\":true}");
        cancel(cancelled);
        Job again = asked(question, _ -> "{\"second\":true}");
        assertThat(again.id()).isEqualTo(cancelled.id());
        assertThat(again.status()).isEqualTo(Job.Status.QUEUED);
        open.countDown();
        awaitStatus(again, "done");
        assertThat(get(200, "/v1/jobs/" + again.id()).at("/result/second").asBoolean())
                .isTrue();
    }

    @Test
    void a_job_that_is_still_dying_is_done_when_it_is_asked_for_again() {
        CountDownLatch open = new CountDownLatch(1);
        String question = question();
        Job dying = asked(question, deafUntil(open));
        awaitStatus(dying, "running");
        cancel(dying);
        Jobs.Asked again =
                jobs.ask("test", question, "1-test", _ -> "{\"second\":true}").block();
        assertThat(again.begun()).isTrue();
        assertThat(again.job().status()).as("one at a time").isEqualTo(Job.Status.QUEUED);
        assertThat(again.job().startedAt()).isNull();
        open.countDown();
        awaitStatus(dying, "done");
        assertThat(get(200, "/v1/jobs/" + dying.id()).at("/result/second").asBoolean())
                .isTrue();
    }

    @Test
    void a_job_goes_on_when_the_one_who_follows_it_hangs_up() {
        CountDownLatch open = new CountDownLatch(1);
        Job job = asked(question(), until(open));
        client.get()
                .uri("/v1/jobs/" + job.id() + "/events")
                .exchange()
                .expectStatus()
                .isOk()
                .returnResult(String.class)
                .getResponseBody()
                .blockFirst(Duration.ofSeconds(10));
        open.countDown();
        awaitStatus(job, "done");
    }

    @Test
    void what_could_not_be_done_says_why_and_can_be_asked_again() {
        String question = question();
        Job job = asked(question, _ -> {
            throw new JobWork.JobRefused("The district is too large.");
        });
        awaitStatus(job, "failed");
        assertThat(get(200, "/v1/jobs/" + job.id()).at("/failure").asString()).isEqualTo("The district is too large.");
        assertThat(get(404, "/v1/jobs/" + job.id() + "/result").at("/detail").asString())
                .isEqualTo("The job " + job.id() + " has no result; it is failed: The district is too large.");
        assertThat(get(404, "/v1/jobs/" + job.id() + "/result").at("/type").asString())
                .isEqualTo("/problems/job-without-result");
        asked(question, watch -> {
            watch.at("reach, 105 of 140 candidates", null);
            return "{\"now\":true}";
        });
        awaitStatus(job, "done");
        assertThat(get(200, "/v1/jobs/" + job.id()).at("/stage").isNull())
                .as("a job that is over is at no stage")
                .isTrue();
        Job broken = asked(question(), _ -> {
            throw new IllegalStateException("secret");
        });
        awaitStatus(broken, "failed");
        assertThat(get(200, "/v1/jobs/" + broken.id()).at("/failure").asString())
                .doesNotContain("secret");
    }

    @Test
    void a_job_of_a_process_that_is_gone_is_lost_and_begins_anew_when_asked_for() throws Exception {
        String question = question();
        Job job = asked(question, _ -> "{\"first\":true}");
        awaitStatus(job, "done");
        try (Connection connection = TestRecord.withFixture("huangpu").open();
                Statement statement = connection.createStatement()) {
            statement.execute("update job set status = 'running', result = null, owner = 'killed',"
                    + " seen_at = now() - interval '1 minute' where id = '" + job.id() + "'");
        }
        assertThat(get(200, "/v1/jobs/" + job.id()).at("/status").asString()).isEqualTo("lost");
        asked(question, _ -> "{\"second\":true}");
        awaitStatus(job, "done");
        assertThat(get(200, "/v1/jobs/" + job.id()).at("/result/second").asBoolean())
                .isTrue();
    }

    @Test
    void what_a_job_came_to_is_told_again_where_the_record_did_not_take_it() throws Exception {
        CountDownLatch open = new CountDownLatch(1);
        Job job = asked(question(), until(open));
        awaitStatus(job, "running");
        // A sequence counts also what is rolled back.
        execute("create sequence refused");
        execute("create function refuse() returns trigger language plpgsql as $$ begin"
                + " perform nextval('refused'); raise exception 'not now'; end $$");
        execute("create trigger refuse before update on job for each row when (new.status = 'done' and new.id = '"
                + job.id() + "') execute function refuse()");
        try {
            open.countDown();
            await().atMost(Duration.ofSeconds(15)).until(() -> count("select last_value from refused") > 1);
        } finally {
            execute("drop trigger refuse on job");
            execute("drop function refuse()");
            execute("drop sequence refused");
        }
        awaitStatus(job, "done");
    }

    private static long count(String sql) throws Exception {
        try (Connection connection = TestRecord.withFixture("huangpu").open();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void execute(String sql) throws Exception {
        try (Connection connection = TestRecord.withFixture("huangpu").open();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// As the record stands right after another process has begun the job.
    private Job elsewhere(String question) throws Exception {
        Job job = asked(question, _ -> "{}");
        awaitStatus(job, "done");
        execute("update job set status = 'running', result = null, finished_at = null, owner = 'elsewhere/1',"
                + " seen_at = now() where id = '" + job.id() + "'");
        return job;
    }

    @Test
    void nobody_is_handed_the_job_of_a_process_that_was_just_killed() throws Exception {
        String question = question();
        Job job = elsewhere(question);
        Jobs.Asked again =
                jobs.ask("test", question, "1-test", _ -> "{\"second\":true}").block();
        assertThat(again.begun()).isTrue();
        awaitStatus(job, "done");
        assertThat(get(200, "/v1/jobs/" + job.id()).at("/result/second").asBoolean())
                .isTrue();
    }

    @Test
    void the_job_of_another_process_that_lives_is_handed_out() throws Exception {
        String question = question();
        Job job = elsewhere(question);
        CompletableFuture<Jobs.Asked> asking =
                jobs.ask("test", question, "1-test", _ -> "{\"second\":true}").toFuture();
        // A sign of life counts from the question on, so it goes on giving them.
        await().atMost(Duration.ofSeconds(2)).until(() -> {
            execute("update job set seen_at = now() where id = '" + job.id() + "'");
            return asking.isDone();
        });
        Jobs.Asked again = asking.get(2, TimeUnit.SECONDS);
        assertThat(again.begun()).isFalse();
        assertThat(again.job().status()).isEqualTo(Job.Status.RUNNING);
        execute("delete from job where id = '" + job.id() + "'");
    }

    @Test
    void nobody_answers_to_an_unknown_id() {
        assertThat(get(404, "/v1/jobs/nobody").at("/type").asString()).isEqualTo("/problems/job-not-found");
        assertThat(get(404, "/v1/jobs/nobody/events").at("/type").asString()).isEqualTo("/problems/job-not-found");
        client.delete().uri("/v1/jobs/nobody").exchange().expectStatus().isNotFound();
        getRaw(400, "/v1/jobs/nobody?wait=1");
    }
}
