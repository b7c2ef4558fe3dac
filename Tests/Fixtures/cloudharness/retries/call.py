CustomTask('fit', image_name='fit', retry_limit=3)     # 10 where nothing is said
