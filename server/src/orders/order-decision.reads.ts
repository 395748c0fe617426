import type { Entry } from '../reads/model.ts';

const fields: Entry['fields'] = {
  order: {
    type: 'Order',
    property: 'orderId',
    required: true,
    description: 'The order as it is now.',
  },
};

export const orderEntries: Entry[] = [
  { entry: 'PlaceOrderPayload', fields },
  { entry: 'DraftOrderPayload', fields },
  { entry: 'SubmitOrderPayload', fields },
  { entry: 'ConfirmOrderPayload', fields },
  { entry: 'CloseOrderPayload', fields },
  { entry: 'CancelOrderPayload', fields },
];
