package io.novacron.dwcp.jobs.training.sequence;

/**
 * One epoch of a training.
 *
 * @param epoch its number from 1
 * @param learningRate the rate that it trained with
 * @param trainLoss mean loss over its steps, each with the parameters of its time
 * @param validationLoss mean loss over the validation rows after it
 */
public record EpochReport(
    int epoch, double learningRate, double trainLoss, double validationLoss) {}
