package dev.yizhan.service;

import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;

/// The server. Rooms are the packages beside this class.
@SpringBootApplication
public class YizhanApplication {

    private static final Logger LOG = LoggerFactory.getLogger(YizhanApplication.class);

    public static void main(String[] args) {
        FutureTask<Database> database = new FutureTask<>(() -> Database.find(args, System.getenv()));
        // A start that fails for another reason does not wait for a database.
        Thread.ofPlatform().daemon().name("database").start(database);
        SpringApplication application = new SpringApplication(YizhanApplication.class);
        application.addInitializers(
                context -> context.getEnvironment().getPropertySources().addLast(new DatabaseSettings(database)));
        SpringApplication.getShutdownHandlers().add(() -> close(database));
        ConfigurableApplicationContext context = application.run(args);
        LOG.info(
                "ready: http://{}:{}/docs",
                context.getEnvironment().getProperty("server.address"),
                context.getEnvironment().getProperty("local.server.port"));
        database.resultNow().completeInBackground(System.getenv());
    }

    /// One that is not found yet is left as it is, for the next start to find.
    private static void close(Future<Database> database) {
        if (database.state() == Future.State.SUCCESS) {
            database.resultNow().close();
        }
    }
}
