package dev.yizhan.service.support;

import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// The service over the fixture huangpu.sql. Read only: all tests share it.
public abstract class LiveHuangpu extends LiveService {

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry properties) {
        TestRecord record = TestRecord.withFixture("huangpu");
        properties.add("spring.r2dbc.url", () -> record.address().r2dbcUrl());
        properties.add("spring.r2dbc.username", () -> record.address().user());
        properties.add("spring.r2dbc.password", () -> record.address().password());
    }
}
